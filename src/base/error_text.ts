/**
 * Takes the text of something that was thrown.
 *
 * @returns the message of an error; anything else as text
 */
export function errorText(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

/**
 * Makes an error of something that was thrown.
 *
 * @returns the error itself; anything else becomes the message of a new one
 */
export function toError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}

/**
 * Begins a text with a capital letter, as the messages of diagnostics do.
 *
 * @param text begins with a letter of the Basic Multilingual Plane
 */
export function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
