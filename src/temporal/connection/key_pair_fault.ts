import { createPrivateKey, createPublicKey, type KeyObject, X509Certificate } from "node:crypto";

/** What is wrong with a certificate and its key, and how to mend it when that is not said by the fault alone. */
interface KeyPairFault {
  readonly reason: string;
  readonly hint?: string;
}

const CERTIFICATE_REGEXP = /-----BEGIN CERTIFICATE-----\s*\n[\s\S]+?-----END CERTIFICATE-----/g;
const KEY_REGEXP = /-----BEGIN ((?:[A-Z]+ )*)PRIVATE KEY-----\s*\n[\s\S]+?-----END \1PRIVATE KEY-----/;

/**
 * Finds what is wrong with a client certificate and its key before a connection is made with them: the native core and Deno
 * say it in words of their own, or take it for a server that cannot be reached.
 *
 * @param certificate PEM text; the client's own first, then those that signed it (RFC 8446 §4.4.2)
 * @param key PEM text
 * @returns undefined when nothing shows
 */
export function keyPairFault(certificate: string, key: string): KeyPairFault | undefined {
  const chain = (certificate.match(CERTIFICATE_REGEXP) ?? []).map((pem) => attempt(() => new X509Certificate(pem)));
  if (chain.length === 0 || chain.includes(undefined)) return damaged("certificate");
  const [block, label] = KEY_REGEXP.exec(key) ?? [];
  if (block === undefined) return damaged("key");
  // Asked for an encrypted key, OpenSSL would ask the terminal for the password.
  if (label === "ENCRYPTED " || /^Proc-Type: .*ENCRYPTED/m.test(block)) {
    return { reason: "the key is encrypted", hint: 'decrypt it with "openssl pkey -in ENCRYPTED -out PLAIN"' };
  }
  const given = textOf(() => createPublicKey(createPrivateKey(block)));
  const wanted = chain.map((one) => textOf(() => one!.publicKey));
  // Whether a kind of key that this version of Deno cannot read is right, the server tells.
  if (given === undefined || wanted[0] === undefined || wanted[0] === given) return undefined;
  return wanted.includes(given)
    ? {
      reason: "the certificate that the key belongs to is not the first",
      hint: "put the client's own certificate first, and those that signed it behind it",
    }
    : { reason: "the key does not belong to the certificate" };
}

function damaged(part: "certificate" | "key"): KeyPairFault {
  return { reason: `the ${part} is not in PEM form or damaged` };
}

function textOf(key: () => KeyObject): string | undefined {
  return attempt(() => key().export({ type: "spki", format: "pem" }).toString());
}

/** Undefined when it throws: what is wrong inside of a key is nobody's to read. */
function attempt<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch {
    return undefined;
  }
}
