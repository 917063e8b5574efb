import { suggest } from "./suggest.ts";

const SECRET_REGEXP = /api_?key|key_?pem|cert_?pem|password|passphrase|secret|token|credential|private_?key/i;
/** Names that are long enough for a misspelling to be told from another word. */
const NAMES = ["api_key", "key_pem", "cert_pem", "password", "passphrase", "credential", "private_key"];
/** Keys that name a variable or a file say where a secret is, not what it is. */
const NAMING_REGEXP = /_(?:env|file)$/i;

/** Whether values under a key of that name, which may be misspelt, must not be shown (architecture.md §5). */
export function isSecretKey(key: string): boolean {
  return !NAMING_REGEXP.test(key) && (SECRET_REGEXP.test(key) || suggest(key, NAMES) !== undefined);
}
