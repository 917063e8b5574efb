import { deepEqual } from "node:assert/strict";
import { schema } from "./schema.ts";

function outcome(data: unknown): unknown {
  const result = schema.safeParse(data);
  return result.data ?? result.error!.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
}

Deno.test("env.storage.file schema() fills in defaults", () => {
  deepEqual(outcome({ file_path: "x" }), { file_path: "x", auto_create: false, dir_mode: 0o755 });
});

Deno.test("env.storage.file schema() takes modes as numbers and as octal or decimal text", () => {
  for (const mode of [0o640, "0640", "0o640", "416"]) {
    deepEqual(outcome({ file_path: "x", file_mode: mode, dir_mode: mode }), {
      ...{ file_path: "x", auto_create: false, file_mode: 0o640, dir_mode: 0o640 },
    });
  }
});

Deno.test("env.storage.file schema() refuses what is no mode", () => {
  const wrong = (name: string) =>
    `${name}: Invalid ${name}: a mode is an octal number such as 0644, or its decimal value`;
  for (const mode of [0o1000, -1, 1.5, "rw-r--r--", "0899", "", "01000", true]) {
    deepEqual(outcome({ file_path: "x", file_mode: mode, dir_mode: mode }), [wrong("file_mode"), wrong("dir_mode")]);
  }
});

Deno.test("env.storage.file schema() wants a path", () => {
  deepEqual(outcome({}), ["file_path: file path must not be empty"]);
  deepEqual(outcome({ file_path: "" }), ["file_path: file path must not be empty"]);
});
