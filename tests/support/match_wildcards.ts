/**
 * Whether a text is what was expected. `[WILDCARD]` stands for any text, line ends included, `[WILDLINE]` for any text of
 * one line.
 */
export function matchWildcards(text: string, expected: string): boolean {
  const pattern = expected.split(/(\[WILDCARD\]|\[WILDLINE\])/).map((part) =>
    part === "[WILDCARD]" ? "[^]*?" : part === "[WILDLINE]" ? "[^\\n]*?" : part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")
  ).join("");
  return new RegExp(`^${pattern}$`).test(text);
}
