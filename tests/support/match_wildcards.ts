/**
 * Whether a text is what was expected. `[WILDCARD]` stands for any text, line ends included, `[WILDLINE]` for any text of
 * one line: for what differs from run to run, and for lists that grow with the program, such as that of all kinds.
 */
export function matchWildcards(text: string, expected: string): boolean {
  const pattern = expected.split(/(\[WILDCARD\]|\[WILDLINE\])/).map((part) =>
    part === "[WILDCARD]" ? "[^]*?" : part === "[WILDLINE]" ? "[^\\n]*?" : part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")
  ).join("");
  return new RegExp(`^${pattern}$`).test(text);
}

/**
 * What should be expected when a text came: the text, with the lines of the earlier expectation that have a `[WILDLINE]`
 * and fit kept as they are.
 */
export function updatedExpectation(text: string, expected: string): string {
  const open = expected.split("\n").filter((line) => line.includes("[WILDLINE]"));
  return text.split("\n").map((line) => open.find((wild) => matchWildcards(line, wild)) ?? line).join("\n");
}
