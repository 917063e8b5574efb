import assert from "node:assert/strict";
import { AppError, ascii, type ByteString, type Data, toByteString } from "../../base/mod.ts";
import { fromPayload, toPayload } from "./payload.ts";

const encoder = new TextEncoder();
const decoder = new TextDecoder();

function payload(encoding: string, data: string) {
  return { metadata: { encoding: encoder.encode(encoding) }, data: encoder.encode(data) };
}

Deno.test("toPayload() writes JSON text with its encoding", () => {
  const { metadata, data } = toPayload(new Map<ByteString, Data>([[ascii("b"), 1], [ascii("a"), [null, ascii("x")]]]));
  assert.equal(decoder.decode(metadata?.encoding), "json/plain");
  assert.equal(decoder.decode(data!), '{"b":1,"a":[null,"x"]}');
});

Deno.test("toPayload() writes binary/null for undefined and JSON null for null", () => {
  assert.equal(decoder.decode(toPayload(undefined).metadata?.encoding), "binary/null");
  assert.equal(toPayload(undefined).data, undefined);
  assert.equal(decoder.decode(toPayload(null).data!), "null");
});

Deno.test("fromPayload() reads what toPayload() wrote", () => {
  for (
    const data of [
      null,
      true,
      1.5,
      12345678901234567890n,
      toByteString("grün"),
      [ascii("a"), null],
      new Map([[ascii("k"), 1]]),
    ]
  ) {
    assert.deepEqual(fromPayload(toPayload(data)), data);
  }
  assert.equal(fromPayload(toPayload(undefined)), undefined);
});

Deno.test("fromPayload() gives the bytes of binary/plain", () => {
  const bytes = { metadata: { encoding: encoder.encode("binary/plain") }, data: new Uint8Array([0, 255]) };
  assert.equal(fromPayload(bytes), "\x00\xff");
});

Deno.test("fromPayload() refuses unknown and missing encodings and broken JSON", () => {
  const expected = (message: RegExp) => (error: unknown) =>
    error instanceof AppError && error.kind === "Internal" && message.test(error.message);
  assert.throws(
    () => fromPayload(payload("json/protobuf", "{}")),
    expected(/^unsupported temporal payload encoding: json\/protobuf$/),
  );
  assert.throws(() => fromPayload({ data: encoder.encode("1") }), expected(/^missing encoding metadata in payload$/));
  assert.throws(() => fromPayload(payload("json/plain", "{")), expected(/^invalid JSON/));
});
