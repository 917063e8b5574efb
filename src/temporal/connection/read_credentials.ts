import { X509Certificate } from "node:crypto";
import { errorText, Secret } from "../../base/mod.ts";
import { build, files, isAccessDenied, isFolderError, isMissingPermission, isNotFound } from "../../platform/mod.ts";
import { ConnectionError } from "./connection_error.ts";
import type { ConnectionSettings, CredentialSource } from "./connection_settings.ts";
import { checkKeyFile } from "./key_file.ts";

/** What a connection is made with, read. */
export interface Credentials {
  readonly apiKey?: Secret;
  /** PEM texts. */
  readonly keyPair?: { readonly certificate: Secret; readonly key: Secret };
  /** PEM text. */
  readonly authority?: string;
}

/** Credentials with what was noticed on the way. */
export interface ReadCredentials {
  readonly credentials: Credentials;
  readonly warnings: readonly string[];
}

type Field = "api_key" | "cert" | "key" | "ca";

const CERTIFICATE_REGEXP = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;
/** What a header can carry. */
const API_KEY_REGEXP = /^[\x21-\x7e]+$/;

/**
 * Reads the credentials of a client from their texts and files (spec/temporal-config.md §2).
 *
 * @throws {ConnectionError} when a file cannot be read, may be read by everybody, or does not hold what it should
 */
export async function readCredentials(settings: ConnectionSettings): Promise<ReadCredentials> {
  const warnings: string[] = [];
  const judge = settings.allowInsecureKeyFile !== true && build.os !== "windows";
  const secret = (field: Field, source: CredentialSource) => readSource(field, source, judge ? warnings : undefined);
  const { auth = { type: "none" }, tls } = settings;
  const credentials = {
    ...auth.type === "api_key" && { apiKey: apiKey(await secret("api_key", auth.key), auth.key) },
    ...auth.type === "mtls" && {
      keyPair: {
        certificate: new Secret(await readSource("cert", auth.certificate)),
        key: new Secret(await secret("key", auth.key)),
      },
    },
    ...tls?.authority && { authority: authority(await readSource("ca", tls.authority), tls.authority) },
  };
  return { credentials, warnings };
}

/** @param warnings takes a warning about the file's rights; they are not looked at when absent */
async function readSource(field: Field, source: CredentialSource, warnings?: string[]): Promise<string> {
  if ("text" in source) return source.text.reveal();
  const name = `${field}_file`;
  try {
    const status = await files.stat(source.file);
    // The file is read again and again: a pipe would be waited for, a device may never end.
    if (!status.isFile && !status.isDirectory) throw unreadable(name, source.file, new Error("it is not a file"));
    const warning = warnings && checkKeyFile(name, source.file, status);
    if (warning) warnings.push(warning);
    return (await files.readTextFile(source.file)).replace(/^\uFEFF/, ""); // editors on Windows write the mark
  } catch (error) {
    throw error instanceof ConnectionError ? error : unreadable(name, source.file, error);
  }
}

function unreadable(field: string, path: string, error: unknown): ConnectionError {
  const failed = `failed to read ${field} "${path}"`;
  if (isMissingPermission(error)) {
    return new ConnectionError("missing-permission", `${failed}: the program was started without --allow-read=${path}`);
  }
  if (isNotFound(error)) {
    return new ConnectionError("unreadable-credential", `${failed}: it does not exist`);
  }
  if (isFolderError(error)) {
    return new ConnectionError("unreadable-credential", `${failed}: it is a folder`);
  }
  if (isAccessDenied(error)) {
    const hint = "give the user that runs this program the right to read it";
    return new ConnectionError("unreadable-credential", `${failed}: access is denied`, { hint });
  }
  return new ConnectionError("unreadable-credential", `${failed}: ${errorText(error)}`);
}

function apiKey(text: string, source: CredentialSource): Secret {
  const key = "file" in source ? text.trim() : text;
  const place = "file" in source ? `api_key_file "${source.file}"` : "api_key";
  if (key === "") throw new ConnectionError("invalid-api-key", `${place} is empty`);
  if (API_KEY_REGEXP.test(key)) return new Secret(key);
  throw new ConnectionError("invalid-api-key", `${place} holds characters that no API key has, such as spaces`);
}

function authority(text: string, source: CredentialSource): string {
  const place = "file" in source ? `"${source.file}"` : '"tls.ca_pem"';
  const certificates = text.match(CERTIFICATE_REGEXP) ?? [];
  const fault = certificates.length === 0 ? "it holds none" : certificates.map(certificateFault).find(Boolean);
  if (fault === undefined) return text;
  throw new ConnectionError("invalid-authority", `failed to parse CA certificate from ${place}: ${fault}`);
}

function certificateFault(pem: string): string | undefined {
  try {
    new X509Certificate(pem);
    return undefined;
  } catch {
    return "a certificate in it is damaged";
  }
}

/** Text that is the same for the same credentials only. It holds them: to compare, never to print. */
export function fingerprint({ apiKey, keyPair, authority }: Credentials): string {
  return JSON.stringify([apiKey?.reveal(), keyPair?.certificate.reveal(), keyPair?.key.reveal(), authority]);
}
