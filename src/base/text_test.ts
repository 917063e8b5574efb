import assert from "node:assert/strict";
import { ascii, fromByteString, text, toByteString } from "./mod.ts";

Deno.test("text`…` is what the template itself would be", () => {
  const [name, count] = ["größe", 3];
  assert.equal(
    text`option "${name}" has ${count} of ${2n ** 64n}, ${true}`,
    `option "${name}" has 3 of 18446744073709551616, true`,
  );
  assert.equal(text`plain \u00e4`, "plain ä");
});

Deno.test("text`…` takes no bytes, fromByteString() no text, and ascii() nothing but literals", () => {
  const bytes = toByteString("größe");
  // @ts-expect-error: bytes are no text
  assert.equal(text`${bytes}`, "grÃ¶Ã\u009fe");
  assert.equal(text`${fromByteString(bytes)}`, "größe");
  const name: string = "name";
  // @ts-expect-error: text is no bytes
  assert.equal(fromByteString(name), "name");
  // @ts-expect-error: no literal
  assert.equal(ascii(name), "name");
});
