import { AppError, type ErrorKind } from "../../base/mod.ts";

interface Fault {
  /** How to mend it. */
  readonly hint: string;
  readonly kind: ErrorKind;
  /** Whether it may pass without anybody changing the configuration. */
  readonly passes: boolean;
}

const transient = (hint: string): Fault => ({ hint, kind: "Unavailable", passes: true });
const lasting = (hint: string, kind: ErrorKind = "Invalid"): Fault => ({ hint, kind, passes: false });

/** Every way in which a client can fail to connect, told apart (spec/temporal-config.md §2, §3). */
export const CONNECTION_FAULTS = {
  "invalid-address": lasting('write "address" as host:port'),
  "connection-refused": transient('start the server there, or correct "address"'),
  "unknown-host": transient('correct "address"'),
  "connection-timeout": transient('check "address" and the firewalls on the way, or raise "connection_timeout"'),
  unreachable: transient('check "address" and whether the server runs'),
  "plaintext-server": lasting("use the address of an endpoint with TLS, or turn TLS off for this client"),
  "tls-required": lasting('set "tls.enabled: true" when the server wants TLS'),
  "unknown-authority": lasting('set "tls.ca_file" to the certificate of the authority that signed it'),
  "name-mismatch": lasting('set "tls.server_name" to a name that the certificate has, or correct "address"'),
  "expired-certificate": transient("renew it on the server, and check the clock of this machine"),
  "invalid-certificate": lasting("give the server a certificate that is right"),
  "client-certificate-required": lasting('set "auth.type: mtls" with a certificate and its key', "PermissionDenied"),
  "client-certificate-refused": lasting(
    "use one that has not expired, from an authority that the server trusts",
    "PermissionDenied",
  ),
  "bad-api-key": lasting("use a key that is valid for this server and namespace", "PermissionDenied"),
  "credentials-refused": lasting('check "auth" and the rights that it gives in this namespace', "PermissionDenied"),
  "unknown-namespace": lasting('correct "namespace", or register it on the server', "NotFound"),
  "unreadable-credential": lasting("correct the path, which is relative to the application folder"),
  "missing-permission": lasting("start the program with that permission", "PermissionDenied"),
  "insecure-key-file": lasting(
    'take the right from the others with "chmod o-rwx", or set "auth.allow_insecure_key_file: true"',
  ),
  "invalid-api-key": lasting("put the key, and nothing else, there"),
  "invalid-key-pair": lasting("give a certificate in PEM form and the private key that belongs to it"),
  "invalid-authority": lasting('put certificates in PEM form there, "-----BEGIN CERTIFICATE-----" and so on'),
} satisfies Record<string, Fault>;

/** The name of a way to fail: kebab-case, stable. */
export type ConnectionFault = keyof typeof CONNECTION_FAULTS;

/** Why a client cannot connect, and how to mend that. The supervisor tries again what may pass by itself. */
export class ConnectionError extends AppError {
  readonly code: ConnectionFault;
  /** What is wrong, in short. */
  readonly reason: string;
  /** What would have to change. */
  readonly hint: string;

  /**
   * @param context goes in front of the reason in the message
   * @param hint instead of the usual one
   */
  constructor(code: ConnectionFault, reason: string, { context = "", hint }: { context?: string; hint?: string } = {}) {
    const fault: Fault = CONNECTION_FAULTS[code];
    const remedy = hint ?? fault.hint;
    super(`${context}${reason} [${code}]; ${remedy}`, { kind: fault.kind, retryable: fault.passes });
    this.code = code;
    this.reason = reason;
    this.hint = remedy;
  }
}
