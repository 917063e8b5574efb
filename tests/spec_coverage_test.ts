import { deepEqual } from "node:assert/strict";
import { DIAGNOSTIC_CODES } from "../src/diagnostics/mod.ts";
import { findSpecCases } from "./support/spec_case.ts";

const ROOT = new URL("./spec", import.meta.url).pathname;

/** Codes that no case shows, and why. */
const WITHOUT_CASE: readonly string[] = [
  "file-too-large", // would need a file of many megabytes; tested beside the reader
];

Deno.test("every diagnostic code has a spec case that shows it", () => {
  let shown = "";
  for (const { folder } of findSpecCases(ROOT)) {
    for (const { name } of Deno.readDirSync(folder)) {
      if (name.startsWith("expected.")) shown += Deno.readTextFileSync(`${folder}/${name}`);
    }
  }
  const missing = Object.keys(DIAGNOSTIC_CODES).filter((code) => !shown.includes(`[${code}]:`));
  deepEqual(missing, WITHOUT_CASE);
});
