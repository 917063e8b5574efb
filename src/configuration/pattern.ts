/**
 * Compiles a pattern over dotted names (spec/registry.md §8): `*` is one segment or a part of one, `**` any number of
 * segments, `(a|b)` either. Segments end at dots and colons, so that ids match, too.
 *
 * @returns undefined when its parentheses do not fit
 */
export function compilePattern(pattern: string): RegExp | undefined {
  let depth = 0;
  let source = "";
  for (const [token] of pattern.matchAll(/[.:]\*\*(?=$|[.:|)])|\*\*[.:]|\*\*|\*|[^*]/g)) {
    if (token === "(") depth++;
    if (token === ")" && --depth < 0) return undefined;
    source += translate(token, depth);
  }
  return depth === 0 ? new RegExp(`^(?:${source})$`, "s") : undefined;
}

function translate(token: string, depth: number): string {
  if (token === "(") return "(?:";
  if (token === ")" || token === "|" && depth > 0) return token;
  if (token === "*") return "[^.:]*";
  if (token === "**") return ".*";
  // Any number of segments may be none, which takes the separator along.
  if (token.length === 3) return token.startsWith("**") ? `(?:.*\\${token[2]})?` : `(?:\\${token[0]}.*)?`;
  return token.replace(/[\\^$.*+?()[\]{}|]/, "\\$&");
}
