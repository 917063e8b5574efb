import type { DiagnosticCode } from "./codes.ts";

/** A place in a file. Lines and columns are 1-based; the end is exclusive. */
export interface SourceRange {
  /** Absolute path. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** A second place that explains the first, or a sentence that says how to mend it. */
export interface Note {
  readonly text: string;
  readonly range?: SourceRange;
}

/** A fault in a user's files, as data; only `render` knows how it looks (architecture.md §4). */
export interface Diagnostic {
  readonly code: DiagnosticCode;
  readonly severity: "error" | "warning";
  /** A sentence without a full stop. */
  readonly message: string;
  readonly range?: SourceRange;
  readonly entryId?: string;
  readonly notes: readonly Note[];
  /** Places on the lines of this diagnostic and its notes that hold secrets. */
  readonly hidden?: readonly SourceRange[];
}
