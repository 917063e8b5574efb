import assert from "node:assert/strict";
import { renderJson } from "./render_json.ts";

Deno.test("renderJson() writes every field, with file names relative to the current folder", () => {
  const range = { file: "/work/app/_index.yaml", line: 3, column: 5, endLine: 3, endColumn: 9 };
  const diagnostics = [
    { code: "unknown-key", severity: "warning", message: "m", entryId: "app:x", range, notes: [{ text: "help" }] },
    { code: "invalid-override", severity: "error", message: "n", notes: [{ text: "there", range }] },
  ] as const;
  const nowhere = { file: null, line: null, column: null, end_line: null, end_column: null };
  const place = { file: "app/_index.yaml", line: 3, column: 5, end_line: 3, end_column: 9 };
  assert.deepEqual(renderJson(diagnostics, "/work", 7), {
    diagnostics: [
      {
        code: "unknown-key",
        severity: "warning",
        message: "m",
        entry_id: "app:x",
        ...place,
        notes: [{ text: "help", ...nowhere }],
      },
      {
        code: "invalid-override",
        severity: "error",
        message: "n",
        entry_id: null,
        ...nowhere,
        notes: [{ text: "there", ...place }],
      },
    ],
    error_count: 1,
    warning_count: 1,
    total_entries: 7,
  });
});
