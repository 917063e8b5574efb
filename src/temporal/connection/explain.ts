import { Secret } from "../../base/mod.ts";
import { ConnectionError, type ConnectionFault } from "./connection_error.ts";
import type { ConnectionSettings } from "./connection_settings.ts";
import type { Credentials } from "./read_credentials.ts";
import { serverName } from "./transport.ts";

/** What an explanation takes into account. */
export interface Attempt {
  readonly settings: ConnectionSettings;
  readonly credentials: Credentials;
}

type Explanation = readonly [code: ConnectionFault, reason: string, hint?: string];

interface Rule {
  /** Found in what the native core says (`Debug` of its error), or Deno's TLS. */
  readonly sign: RegExp;
  readonly explain: (attempt: Attempt, found: RegExpExecArray) => Explanation;
}

const ALERT = "fatal alert: ?|AlertReceived\\(|alert (?:number|handshake|bad|unknown|certificate)";

const RULES: readonly Rule[] = [
  { sign: /ConnectionRefused|ECONNREFUSED/, explain: () => ["connection-refused", "nothing listens there"] },
  {
    sign: /dns error|ENOTFOUND|EAI_AGAIN|EAI_NONAME/,
    explain: ({ settings }) => ["unknown-host", `the host of "${settings.address}" is not known`],
  },
  {
    sign: /InvalidContentType|WRONG_VERSION_NUMBER|wrong version number/i,
    explain: () => ["plaintext-server", "the server does not speak TLS"],
  },
  { sign: /InvalidCertificate\(UnknownIssuer\)/, explain: unknownAuthority },
  { sign: /InvalidCertificate\((?:Expired|NotValidYet)/, explain: expired },
  { sign: /InvalidCertificate\(NotValidForName/, explain: wrongName },
  {
    sign: /KeyMismatch|PrivateKeyParseError|NoCertificatesPresented|InvalidCertificate\(BadEncoding\)/,
    explain: badPair,
  },
  {
    sign: /InvalidCertificate\((\w+)/,
    explain: (_, [, what]) => ["invalid-certificate", `the server's certificate is not valid: ${what}`],
  },
  { sign: new RegExp(`(?:${ALERT})`, "i"), explain: clientCertificate },
  // How nginx and others answer over a connection that they have let pass.
  { sign: /status: 400 Bad Request/, explain: clientCertificate },
  {
    sign: /status: 40[13] |valid authentication credentials|have permission to execute/,
    explain: (attempt, { input }) => refused(attempt, serverMessage(input)),
  },
  {
    sign: /grpc-status header missing, mapped from HTTP status code (\d+)/,
    explain: (_, [, status]) => ["unreachable", `what answers there is no Temporal server (HTTP status ${status})`],
  },
  { sign: /Namespace .* (?:is )?not found/i, explain: ({ settings }) => unknownNamespace(settings) },
];
/** What the native core adds where `RUST_BACKTRACE` is set: the last frame ends with its name, or the place of its code. */
const BACKTRACE_REGEXP = /\s*Stack backtrace:(?:\n +(?:\d+: [^\n]*|at [^\s)]+))*/;
/** A connection that breaks off, which in plain text is how a server with TLS answers. */
const BROKEN_REGEXP = /h2 protocol error|http2 error|connection closed|broken pipe|ConnectionReset|ECONNRESET/;

/**
 * Tells what is wrong from what the native core says, as one of the faults that users can do something about.
 *
 * @param text the core's message, and what else is known
 */
export function explain(text: string, attempt: Attempt): ConnectionError {
  const [code, reason, hint] = find(Secret.redact(text.replace(BACKTRACE_REGEXP, "")), attempt);
  return connectionError(attempt.settings, code, reason, hint);
}

/**
 * Tells what is wrong from the answer of a server that was reached.
 *
 * @param code the status of gRPC
 */
export function explainStatus(code: number, message: string, attempt: Attempt): ConnectionError {
  const { settings } = attempt;
  // A server may tell the key that it refuses.
  const text = Secret.redact(message);
  const [fault, reason, hint] = code === GRPC_STATUS.notFound
    ? unknownNamespace(settings)
    : code === GRPC_STATUS.permissionDenied || code === GRPC_STATUS.unauthenticated
    ? refused(attempt, text)
    : find(text, attempt);
  return connectionError(settings, fault, reason, hint);
}

/** Statuses of gRPC that say something about credentials. */
const GRPC_STATUS = { notFound: 5, permissionDenied: 7, unauthenticated: 16 } as const;

/** An error of connecting to that address. */
export function connectionError(
  { address }: ConnectionSettings,
  code: ConnectionFault,
  reason: string,
  hint?: string,
): ConnectionError {
  const context = `cannot connect to Temporal at ${address}: `;
  return new ConnectionError(code, reason, { context, ...hint !== undefined && { hint } });
}

function find(text: string, attempt: Attempt): Explanation {
  for (const { sign, explain } of RULES) {
    const found = sign.exec(text);
    if (found) return explain(attempt, found);
  }
  if (serverName(attempt.settings) === undefined && BROKEN_REGEXP.test(text)) {
    return ["tls-required", "the server broke the unencrypted connection off"];
  }
  return ["unreachable", text];
}

function unknownAuthority({ settings }: Attempt): Explanation {
  const reason = "the server's certificate is from an authority that is not known";
  return settings.tls?.authority
    ? ["unknown-authority", reason, 'put the authority that signed it into "tls.ca_file"']
    : ["unknown-authority", reason];
}

function expired(_: Attempt, [text]: RegExpExecArray): Explanation {
  const isOver = text.includes("Expired");
  return ["expired-certificate", `the server's certificate ${isOver ? "has expired" : "is not valid yet"}`];
}

function wrongName({ settings }: Attempt, { input }: RegExpExecArray): Explanation {
  const presented = input.slice(input.indexOf("presented:"));
  const names = [...presented.matchAll(/DnsName\(\\*"([^\\"]+)/g)].map(([, name]) => `"${name}"`);
  const has = names.length > 0 ? `is for ${names.join(", ")}` : "has other names";
  return ["name-mismatch", `the server's certificate ${has}, not for "${serverName(settings)}"`];
}

function badPair(_: Attempt, { input }: RegExpExecArray): Explanation {
  const failed = "failed to parse certificate and key: ";
  if (input.includes("KeyMismatch")) return ["invalid-key-pair", `${failed}the key does not belong to the certificate`];
  const part = input.includes("PrivateKey") ? "key" : "certificate";
  return ["invalid-key-pair", `${failed}the ${part} is not in PEM form or damaged`];
}

function clientCertificate({ credentials }: Attempt): Explanation {
  return credentials.keyPair
    ? ["client-certificate-refused", "the server refused the client certificate"]
    : ["client-certificate-required", "the server wants a client certificate, and there is none"];
}

function refused({ settings, credentials }: Attempt, message: string): Explanation {
  const said = message === "" ? "" : `: ${message}`;
  if (credentials.apiKey !== undefined) return ["bad-api-key", `the server refused the API key${said}`];
  return settings.auth?.type === "mtls"
    ? ["credentials-refused", `the server refused what the client certificate stands for${said}`]
    : ["credentials-refused", `the server wants credentials${said}`, 'give them in "auth"'];
}

function unknownNamespace({ namespace }: ConnectionSettings): Explanation {
  return ["unknown-namespace", `the server has no namespace "${namespace}"`];
}

function serverMessage(text: string): string {
  const message = /message: "((?:[^"\\]|\\.)*)"/.exec(text)?.[1] ?? "";
  return message.startsWith("protocol error") ? "" : message;
}
