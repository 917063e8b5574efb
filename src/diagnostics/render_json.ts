import type { Diagnostic, SourceRange } from "./diagnostic.ts";
import { shownPath } from "./shown_path.ts";

/** A place as the JSON form writes it; everything is null for a fault that is in no file. */
interface JsonPlace {
  /** Relative to the current folder. */
  file: string | null;
  line: number | null;
  column: number | null;
  end_line: number | null;
  end_column: number | null;
}

/** The document of architecture.md §9. */
export interface JsonReport {
  diagnostics: ({
    code: string;
    severity: "error" | "warning";
    message: string;
    entry_id: string | null;
    notes: ({ text: string } & JsonPlace)[];
  } & JsonPlace)[];
  error_count: number;
  warning_count: number;
  total_entries: number;
}

/**
 * The JSON form of a load's diagnostics, for `--json`.
 *
 * @param cwd absolute path that the file names are made relative to
 * @param totalEntries how many entries the application has
 */
export function renderJson(diagnostics: readonly Diagnostic[], cwd: string, totalEntries: number): JsonReport {
  const errorCount = diagnostics.filter((diagnostic) => diagnostic.severity === "error").length;
  return {
    diagnostics: diagnostics.map(({ code, severity, message, entryId, range, notes }) => ({
      code,
      severity,
      message,
      entry_id: entryId ?? null,
      ...placeOf(range, cwd),
      notes: notes.map((note) => ({ text: note.text, ...placeOf(note.range, cwd) })),
    })),
    error_count: errorCount,
    warning_count: diagnostics.length - errorCount,
    total_entries: totalEntries,
  };
}

function placeOf(range: SourceRange | undefined, cwd: string): JsonPlace {
  return {
    file: range ? shownPath(cwd, range.file) : null,
    line: range?.line ?? null,
    column: range?.column ?? null,
    end_line: range?.endLine ?? null,
    end_column: range?.endColumn ?? null,
  };
}
