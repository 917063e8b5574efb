const MAX_LENGTH = 80;

/**
 * Puts a value in double quotes, for a message.
 *
 * @returns the value with its control characters escaped; of a long one the first 80 characters
 */
export function quote(value: string): string {
  const text = value.length > MAX_LENGTH ? `${value.slice(0, MAX_LENGTH)}…` : value;
  return JSON.stringify(text).replaceAll("\\\\", "\\").replaceAll('\\"', '"');
}

/** Puts "a" or "an" in front of the name of a kind. */
export function withArticle(name: string): string {
  return `${/^[aeiou]/.test(name) ? "an" : "a"} ${name}`;
}

/**
 * Begins a text with a capital letter, as the messages of diagnostics do.
 *
 * @param text begins with a letter of the Basic Multilingual Plane
 */
export function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
