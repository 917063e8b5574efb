import { files } from "../platform/mod.ts";
import { excerpt } from "./_excerpt.ts";
import type { Diagnostic, SourceRange } from "./diagnostic.ts";
import { shownPath } from "./shown_path.ts";

/** How text is written. */
export interface RenderTextOptions {
  /** Absolute path that file names are made relative to. */
  cwd: string;
  /** ANSI colours. @default false */
  color?: boolean;
  /**
   * Text of a file, for the lines shown; undefined when it cannot be had.
   *
   * @default reads the file
   */
  readSource?: (file: string) => string | undefined;
}

const COLORS = { error: "31", warning: "33", note: "36", help: "36", caret: "32" };

/**
 * The form for people (architecture.md §9), with a line break at the end of each line; empty for no diagnostics. What stands in
 * no file begins with the entry's id, if it has one.
 */
export function renderText(diagnostics: readonly Diagnostic[], options: RenderTextOptions): string {
  const { cwd, color = false, readSource = readText } = options;
  const sources = new Map<string, string[] | undefined>();
  const linesOf = (file: string) => {
    if (!sources.has(file)) sources.set(file, readSource(file)?.replace(/^\uFEFF/, "").split(/\r?\n/));
    return sources.get(file);
  };
  const paint = (text: string, code: keyof typeof COLORS) => color ? `\x1b[1;${COLORS[code]}m${text}\x1b[0m` : text;
  const place = (range: SourceRange | undefined, instead = "") =>
    range ? `${clean(shownPath(cwd, range.file))}:${range.line}:${range.column}: ` : instead;
  const shown = (range: SourceRange | undefined, hidden: readonly SourceRange[] = []) => {
    const line = range && linesOf(range.file)?.[range.line - 1];
    if (!range || line === undefined) return [];
    const { text, caret } = excerpt(line, range, hidden.filter(({ file }) => file === range.file));
    return [text, paint(caret, "caret")];
  };
  return diagnostics.flatMap((diagnostic) => {
    const { code, severity, message, range, entryId, notes, hidden } = diagnostic;
    return [
      `${place(range, entryId && `${clean(entryId)}: `)}${paint(`${severity}[${code}]`, severity)}: ${clean(message)}`,
      ...shown(range, hidden),
      ...notes.flatMap((note) =>
        note.range
          ? [`${place(note.range)}${paint("note", "note")}: ${clean(note.text)}`, ...shown(note.range, hidden)]
          : [`${paint("help", "help")}: ${clean(note.text)}`]
      ),
    ];
  }).map((line) => `${line}\n`).join("");
}

/** Text from a user's file must not steer the terminal. */
function clean(text: string): string {
  // deno-lint-ignore no-control-regex -- control characters are what is looked for
  return text.replace(/[\x00-\x08\x0b-\x1f\x7f-\x9f]/g, "\uFFFD");
}

function readText(file: string): string | undefined {
  try {
    return files.readTextFileSync(file);
  } catch {
    return undefined; // the place alone must do: the fault may be that the file cannot be read
  }
}
