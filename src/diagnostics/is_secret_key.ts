const SECRET_REGEXP = /api_?key|key_?pem|cert_?pem|password|passphrase|secret|token|credential|private_?key/i;
/** Keys that name a variable or a file say where a secret is, not what it is. */
const NAMING_REGEXP = /_(?:env|file)$/i;

/** Whether values under a key of that name must not be shown (design.md §5). */
export function isSecretKey(key: string): boolean {
  return SECRET_REGEXP.test(key) && !NAMING_REGEXP.test(key);
}
