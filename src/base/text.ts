/** What a message may say: text and plain values. Bytes are no text; `fromByteString` makes some of them. */
export type TextSlot = string | number | bigint | boolean;

/**
 * The tag of templates that become messages of errors and log records: its slots take no bytes, which a plain template would
 * print as mojibake. The result is what the template itself would be.
 *
 * @param parts what stands between the slots
 * @param slots what is filled in
 * @returns the text
 */
export function text(parts: TemplateStringsArray, ...slots: readonly TextSlot[]): string {
  let result = parts[0]!;
  for (const [index, slot] of slots.entries()) result += String(slot) + parts[index + 1]!;
  return result;
}
