import assert from "node:assert/strict";
import { capitalize, quote } from "./wording.ts";

Deno.test("quote() puts a value in quotes and leaves its own backslashes and quotes as they are", () => {
  assert.equal(quote('a\\b "c"'), '"a\\b "c""');
});

Deno.test("quote() escapes line breaks and cuts long text", () => {
  assert.equal(quote("a\nb"), '"a\\nb"');
  assert.equal(quote("x".repeat(500)).length, 83);
});

Deno.test("capitalize() changes the first letter only", () => {
  assert.equal(capitalize("the iD"), "The iD");
  assert.equal(capitalize(""), "");
});
