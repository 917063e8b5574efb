import { fromLatin1 } from "./mod.ts";
import assert from "node:assert/strict";
import { bytesToByteString, byteStringToBytes, fromByteString, toByteString } from "./byte_string.ts";

Deno.test("toByteString() holds one character per UTF-8 byte", () => {
  assert.equal(toByteString("é€"), "\xc3\xa9\xe2\x82\xac");
  assert.equal(fromByteString(fromLatin1("\xc3\xa9\xe2\x82\xac")), "é€");
  assert.equal(toByteString("plain"), "plain");
});

Deno.test("fromByteString() replaces bytes that are not UTF-8", () => {
  assert.equal(fromByteString(fromLatin1("a\xff")), "a\ufffd");
});

Deno.test("byte strings keep all 256 bytes, however long", () => {
  const bytes = Uint8Array.from({ length: 100_000 }, (_, i) => i % 256);
  assert.deepEqual(byteStringToBytes(bytesToByteString(bytes)), bytes);
});

Deno.test("bytesToByteString() takes part of a buffer", () => {
  assert.equal(bytesToByteString(Uint8Array.of(1, 2, 3, 4).subarray(1, 3)), "\x02\x03");
});
