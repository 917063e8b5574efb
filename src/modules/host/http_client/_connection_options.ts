import { ascii, text, toByteString } from "../../../base/mod.ts";
import { createPrivateKey, createPublicKey, type KeyObject, X509Certificate } from "node:crypto";
import type { LuaTable } from "../../../lua/api/mod.ts";
import type { HttpConnection } from "./http_connection.ts";
import { booleanOption, checkNames, invalid, tableOption, textOption } from "./_option_values.ts";

const TLS_OPTIONS = ["cert", "key", "ca", "server_name", "insecure_skip_verify"];

/**
 * Reads `unix_socket` and `tls`.
 *
 * @param namesHost whether the headers hold a host
 * @returns undefined when the URL says all
 * @throws {AppError} kind Invalid, also for texts that hold no certificate or key, and for a key of another certificate
 */
export function connectionOf(options: LuaTable | undefined, namesHost: boolean): HttpConnection | undefined {
  const unixSocket = textOption(options?.get(ascii("unix_socket")), "unix_socket");
  if (unixSocket === "") throw invalid('option "unix_socket" must not be empty');
  const tls = tlsOf(tableOption(options?.get(ascii("tls")), "tls"));
  const connection = { ...tls, ...(unixSocket !== undefined && { unixSocket }), ...(namesHost && { namesHost }) };
  return Object.keys(connection).length === 0 ? undefined : connection;
}

function tlsOf(tls: LuaTable | undefined): HttpConnection {
  if (tls === undefined) return {};
  checkNames(tls, TLS_OPTIONS, "tls.");
  const [cert, key, ca, serverName] = ["cert", "key", "ca", "server_name"].map((name) =>
    textOption(tls.get(toByteString(name)), `tls.${name}`) || undefined
  );
  const skipsVerification = booleanOption(tls.get(ascii("insecure_skip_verify")), "tls.insecure_skip_verify");
  if ((cert === undefined) !== (key === undefined)) throw invalid('give both "tls.cert" and "tls.key", or neither');
  if (ca !== undefined) certificateOf(ca, "ca");
  if (cert !== undefined && key !== undefined) checkPair(cert, key);
  return {
    ...(ca !== undefined && { ca }),
    ...(cert !== undefined && { cert, key }),
    ...(serverName !== undefined && { serverName }),
    ...(skipsVerification && { skipsVerification }),
  };
}

/** Checked here, because some versions of Deno take a wrong pair without a word and others end the program. */
function checkPair(cert: string, key: string): void {
  const certificate = certificateOf(cert, "cert");
  const privateKey = attempt(() => createPrivateKey(key));
  if (privateKey === undefined) throw invalid('option "tls.key" holds no private key in PEM without a password');
  const [wanted, given] = [() => certificate.publicKey, () => createPublicKey(privateKey)].map(textOf);
  if (wanted !== undefined && wanted !== given) throw invalid('"tls.key" does not belong to "tls.cert"');
}

/** Undefined for a kind of key that this version of Deno cannot read. */
function textOf(key: () => KeyObject): string | undefined {
  return attempt(() => key().export({ type: "spki", format: "pem" }).toString());
}

function certificateOf(pem: string, name: string): X509Certificate {
  const certificate = attempt(() => new X509Certificate(pem));
  if (certificate === undefined) throw invalid(text`option "tls.${name}" holds no certificate in PEM`);
  return certificate;
}

/** Undefined when it throws: what is wrong inside of a key is nobody's to read. */
function attempt<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch {
    return undefined;
  }
}
