const PLACEHOLDER_REGEXP = /^\$\{env:([^|}]+)(?:\|.*)?\}$/s;
const REDACTED = "[REDACTED]";

/**
 * What stands in the place of a secret (architecture.md §5). A placeholder shows which variable it is, but not the default that
 * it may bring; null and booleans are no secrets.
 */
export function redacted(value: unknown): unknown {
  if (value === null || typeof value === "boolean") return value;
  const text = String(value);
  const placeholder = PLACEHOLDER_REGEXP.exec(text);
  if (!placeholder) return REDACTED;
  return text.includes("|") ? `\${env:${placeholder[1]}|${REDACTED}}` : text;
}
