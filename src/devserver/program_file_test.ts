import { equal } from "node:assert/strict";
import { programFile } from "./program_file.ts";

Deno.test("programFile() ends with .exe on Windows only", () => {
  equal(programFile("temporal", "windows"), "temporal.exe");
  equal(programFile("temporal", "linux"), "temporal");
  equal(programFile("temporal", "darwin"), "temporal");
});
