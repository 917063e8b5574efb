import { deepEqual } from "node:assert/strict";
import { parse } from "../syntax/mod.ts";
import { returnedFields } from "./returned_fields.ts";

const fieldsOf = (source: string) => returnedFields(parse(source).chunk);

Deno.test("returnedFields() reads the table that is returned", () => {
  deepEqual(fieldsOf('return { main = 1, ["run"] = 2, 3 }'), ["main", "run"]);
  deepEqual(fieldsOf("local M = { a = 1 } M.b = 2 function M.c() end local N = {} N.d = 1 return M"), ["a", "b", "c"]);
});

Deno.test("returnedFields() is empty for what the text does not show", () => {
  deepEqual(fieldsOf("return make()"), []);
  deepEqual(fieldsOf("local x = 1 return x"), []);
  deepEqual(fieldsOf(""), []);
});
