import type { SourceRange } from "./diagnostic.ts";

const INDENT = "    ";
/** Characters of a line that are shown; a longer line is cut around the place. */
const WIDEST = 160;
const BEFORE = 60;

/** Keys whose values are not shown (design.md §5). */
const SECRET_REGEXP =
  /((?:api_?key|key_?pem|password|passphrase|secret|token|credential)s?["']?\s*:\s*)(?!\$\{|file:)([^\s,}\]#][^,}\]#]*)/gi;
// deno-lint-ignore no-control-regex -- text from a user's file must not steer the terminal
const CONTROL_REGEXP = /[\x00-\x08\x0a-\x1f\x7f-\x9f]/g;
const WIDE_REGEXP =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}]/u;

/** The line that a range begins on and a line of carets below it, aligned on a terminal also after tabs. */
export function excerpt(source: string, range: SourceRange): { text: string; caret: string } {
  const characters = [...redact(source.replace(CONTROL_REGEXP, "\uFFFD"))];
  const start = Math.min(range.column - 1, characters.length);
  const end = range.endLine > range.line ? characters.length : Math.min(range.endColumn - 1, characters.length);
  const from = characters.length > WIDEST ? Math.max(0, start - BEFORE) : 0;
  const to = Math.min(characters.length, from + WIDEST);
  const head = from > 0 ? "…" : "";
  const tail = to < characters.length ? "…" : "";
  const padding = head.replace("…", " ") + characters.slice(from, start).map(blank).join("");
  const marked = characters.slice(start, Math.min(end, to)).join("").trimEnd();
  const width = Math.max(1, [...marked].map(blank).join("").length);
  return {
    text: INDENT + head + characters.slice(from, to).join("") + tail,
    caret: INDENT + padding + "^".repeat(width),
  };
}

/** What takes as much room as the character. */
function blank(character: string): string {
  if (character === "\t") return "\t";
  if (/\p{Mn}/u.test(character)) return "";
  return WIDE_REGEXP.test(character) ? "  " : " ";
}

function redact(line: string): string {
  return line.replace(SECRET_REGEXP, (_, key: string, value: string) => key + "*".repeat([...value].length));
}
