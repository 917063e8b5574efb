import assert from "node:assert/strict";
import { shrink } from "./shrink.ts";

const failsWith = (...needles: string[]) => (candidates: readonly string[]) =>
  Promise.resolve(candidates.map((text) => needles.every((needle) => text.includes(needle))));

Deno.test("shrink() keeps what a failure needs, and its order", async () => {
  const parts = Array.from({ length: 500 }, (_, i) => `<${i}>`);
  assert.deepEqual(await shrink(parts, failsWith("<17>", "<18>", "<423>")), ["<17>", "<18>", "<423>"]);
});

Deno.test("shrink() may take out everything, and leaves alone what cannot be shorter", async () => {
  assert.deepEqual(await shrink(["a", "b", "c"], failsWith()), []);
  assert.deepEqual(await shrink(["a", "b"], failsWith("ab")), ["a", "b"]);
});
