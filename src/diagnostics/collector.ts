import type { DiagnosticCode } from "./codes.ts";
import type { Diagnostic, Note, SourceRange } from "./diagnostic.ts";

/** What a report may add to place, code and message. */
export interface ReportOptions {
  /** @default "error" */
  severity?: Diagnostic["severity"];
  entryId?: string;
  /** A bare text is a note without a place: a sentence that says how to mend the fault. */
  notes?: readonly (string | Note)[];
}

/** Gathers the faults of one load, so that all of them are shown together (architecture.md §4). */
export class Collector {
  #diagnostics: Diagnostic[] = [];
  #hidden: SourceRange[] = [];
  #errorCount = 0;
  /** Lines with errors, and places with the codes that they have. */
  #told = new Set<string>();

  /**
   * Records a fault in a user's files.
   *
   * @param range where it is; undefined when it is in no file
   * @param message a sentence in sentence case without a full stop, values in quotes
   */
  report(range: SourceRange | undefined, code: DiagnosticCode, message: string, options: ReportOptions = {}): void {
    const { severity = "error", entryId, notes = [] } = options;
    if (severity === "error") this.#errorCount++;
    if (range && severity === "error") this.#told.add(`${range.file}:${range.line}`);
    if (range) this.#told.add(`${range.file}:${range.line}:${range.column}:${code}`);
    this.#diagnostics.push({
      code,
      severity,
      message,
      notes: notes.map((note) => typeof note === "string" ? { text: note } : note),
      ...(range && { range }),
      ...(entryId !== undefined && { entryId }),
    });
  }

  /** Takes over what another load has reported. */
  add(diagnostics: readonly Diagnostic[]): void {
    this.#diagnostics.push(...diagnostics);
    this.#errorCount += diagnostics.filter(({ severity }) => severity === "error").length;
  }

  /** Marks the place of a secret: it is not shown, whatever is reported on its lines. */
  hide(range: SourceRange): void {
    this.#hidden.push(range);
  }

  /** Whether a warning would tell nothing new: that line has an error, or the place has this very warning. */
  isTold({ file, line, column }: SourceRange, code: DiagnosticCode): boolean {
    return this.#told.has(`${file}:${line}`) || this.#told.has(`${file}:${line}:${column}:${code}`);
  }

  get errorCount(): number {
    return this.#errorCount;
  }

  get warningCount(): number {
    return this.#diagnostics.length - this.#errorCount;
  }

  /** All that was reported: first what has no place, then by file, line and column, then in the order of reporting. */
  get diagnostics(): Diagnostic[] {
    return this.#diagnostics.map((diagnostic) => this.#withHidden(diagnostic))
      .sort((a, b) => comparePlaces(a.range, b.range));
  }

  #withHidden(diagnostic: Diagnostic): Diagnostic {
    const shown = [diagnostic, ...diagnostic.notes].flatMap(({ range }) => range ?? []);
    const hidden = this.#hidden.filter((secret) => shown.some((range) => isOnLine(secret, range)));
    return hidden.length > 0 ? { ...diagnostic, hidden } : diagnostic;
  }
}

function isOnLine(secret: SourceRange, { file, line }: SourceRange): boolean {
  return secret.file === file && secret.line <= line && line <= secret.endLine;
}

function comparePlaces(a: SourceRange | undefined, b: SourceRange | undefined): number {
  if (!a || !b) return Number(a !== undefined) - Number(b !== undefined);
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line || a.column - b.column;
}
