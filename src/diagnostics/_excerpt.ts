import type { SourceRange } from "./diagnostic.ts";
import { textWidth } from "./text_width.ts";

const INDENT = "    ";
/** Characters of a line that are shown; a longer line is cut around the place. */
const WIDEST = 160;
const BEFORE = 60;

/** What looks like a secret in text that could not be parsed; where it could, its places are known (architecture.md §5). */
const SECRET_REGEXP =
  /((?:api_?key|key_?pem|cert_?pem|password|passphrase|secret|token|credential|private_?key)s?["']?\s*:\s*)(?!["']?(?:\$\{env:[^|}]*\}|file:))([^\s,}\]#][^,}\]#]*)/gi;
// deno-lint-ignore no-control-regex -- text from a user's file must not steer the terminal
const CONTROL_REGEXP = /[\x00-\x08\x0a-\x1f\x7f-\x9f]/g;

/**
 * The line that a range begins on and a line of carets below it, aligned on a terminal also after tabs.
 *
 * @param hidden places in the same file that are not shown
 */
export function excerpt(
  source: string,
  range: SourceRange,
  hidden: readonly SourceRange[] = [],
): { text: string; caret: string } {
  const characters = [...redact(hide(source, range.line, hidden).replace(CONTROL_REGEXP, "\uFFFD"))];
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
  return character === "\t" ? "\t" : " ".repeat(textWidth(character));
}

function hide(source: string, line: number, hidden: readonly SourceRange[]): string {
  const characters = [...source];
  const indent = source.search(/\S|$/);
  for (const range of hidden) {
    if (range.line > line || range.endLine < line) continue;
    const from = range.line === line ? range.column - 1 : indent;
    const to = range.endLine === line ? Math.min(range.endColumn - 1, characters.length) : characters.length;
    if (from < to) characters.fill("*", from, to);
  }
  return characters.join("");
}

function redact(line: string): string {
  return line.replace(SECRET_REGEXP, (_, key: string, value: string) => key + "*".repeat([...value].length));
}
