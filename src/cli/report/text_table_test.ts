import { deepEqual } from "node:assert/strict";
import { textTable } from "./text_table.ts";

Deno.test("textTable() aligns columns on a terminal, also below wide characters", () => {
  deepEqual(textTable([["app:注文処理", "function.lua"], ["app:order", "process.lua", "x"], ["a"]]), [
    "app:注文処理  function.lua",
    "app:order     process.lua   x",
    "a",
  ]);
  deepEqual(textTable([]), []);
});
