import assert from "node:assert/strict";
import { Collector } from "./collector.ts";
import type { SourceRange } from "./diagnostic.ts";

function at(file: string, line: number, column: number): SourceRange {
  return { file, line, column, endLine: line, endColumn: column + 1 };
}

Deno.test("Collector orders by file, line and column, and what has no place comes first", () => {
  const collector = new Collector();
  collector.report(at("/b.yaml", 1, 1), "unknown-key", "fifth");
  collector.report(at("/a.yaml", 10, 1), "unknown-key", "fourth");
  collector.report(at("/a.yaml", 2, 7), "unknown-key", "third");
  collector.report(at("/a.yaml", 2, 1), "unknown-key", "second");
  collector.report(undefined, "invalid-override", "first");
  assert.deepEqual(collector.diagnostics.map(({ message }) => message), [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
  ]);
});

Deno.test("Collector keeps the order of reporting at one place", () => {
  const collector = new Collector();
  for (const message of ["one", "two", "three"]) collector.report(at("/a.yaml", 1, 1), "invalid-value", message);
  assert.deepEqual(collector.diagnostics.map(({ message }) => message), ["one", "two", "three"]);
});

Deno.test("Collector counts errors and warnings apart", () => {
  const collector = new Collector();
  collector.report(undefined, "no-effect", "w", { severity: "warning" });
  collector.report(undefined, "invalid-value", "e");
  collector.report(undefined, "invalid-value", "e");
  assert.deepEqual([collector.errorCount, collector.warningCount], [2, 1]);
});

Deno.test("Collector turns a bare text into a note without a place", () => {
  const collector = new Collector();
  const range = at("/a.yaml", 1, 1);
  collector.report(undefined, "invalid-value", "m", { entryId: "a:b", notes: ["help", { text: "here", range }] });
  assert.deepEqual(collector.diagnostics, [{
    code: "invalid-value",
    severity: "error",
    message: "m",
    entryId: "a:b",
    notes: [{ text: "help" }, { text: "here", range }],
  }]);
});

Deno.test("Collector.isTold() knows lines with errors and places with the same warning", () => {
  const collector = new Collector();
  collector.report(at("/a.lua", 1, 1), "lua-load-failed", "x");
  collector.report(at("/a.lua", 2, 5), "unused-local", "x", { severity: "warning" });
  assert.equal(collector.isTold(at("/a.lua", 1, 9), "unused-local"), true);
  assert.equal(collector.isTold(at("/a.lua", 2, 5), "unused-local"), true);
  assert.equal(collector.isTold(at("/a.lua", 2, 5), "undefined-global"), false);
  assert.equal(collector.isTold(at("/a.lua", 2, 6), "unused-local"), false);
  assert.equal(collector.isTold(at("/b.lua", 1, 1), "unused-local"), false);
});
