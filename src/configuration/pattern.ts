/**
 * Compiles a pattern over dotted names (spec/registry.md §8): `*` is one segment or a part of one, `**` any number of
 * segments, `(a|b)` either. Segments end at dots and colons, so that ids match, too.
 *
 * @param separators the characters that end a segment
 * @returns undefined when its parentheses do not fit
 */
export function compilePattern(pattern: string, separators = ".:"): RegExp | undefined {
  let depth = 0;
  let source = "";
  const ends = `[${separators}]`;
  const tokens = new RegExp(`${ends}\\*\\*(?=$|[${separators}|)])|\\*\\*${ends}|\\*\\*|\\*|[^*]`, "g");
  for (const [token] of pattern.matchAll(tokens)) {
    if (token === "(") depth++;
    if (token === ")" && --depth < 0) return undefined;
    source += token === "*" ? `[^${separators}]*` : translate(token, depth);
  }
  return depth === 0 ? new RegExp(`^(?:${source})$`, "s") : undefined;
}

/**
 * Compiles a pattern over paths (spec/registry.md §8), as {@linkcode compilePattern} does, with `/` between segments. One
 * without a `/`, but at its end, is for names in any folder, as in a `.gitignore`.
 *
 * @returns undefined when its parentheses do not fit
 */
export function compilePathPattern(pattern: string): RegExp | undefined {
  const path = pattern.replace(/^\.?\//, "").replace(/\/$/, "");
  return compilePattern(/^\.?\/|\/./.test(pattern) ? path : `**/${path}`, "/");
}

function translate(token: string, depth: number): string {
  if (token === "(") return "(?:";
  if (token === ")" || token === "|" && depth > 0) return token;
  if (token === "**") return ".*";
  // Any number of segments may be none, which takes the separator along.
  if (token.length === 3) return token.startsWith("**") ? `(?:.*\\${token[2]})?` : `(?:\\${token[0]}.*)?`;
  return token.replace(/[\\^$.*+?()[\]{}|]/, "\\$&");
}
