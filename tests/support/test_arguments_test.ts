import assert from "node:assert/strict";
import { parseTestArguments } from "./test_arguments.ts";

Deno.test("parseTestArguments() tests everything by default, with a random seed", () => {
  const { soak, seed, files, options } = parseTestArguments([]);
  assert.deepEqual({ soak, files, options }, { soak: false, files: ["src", "tests"], options: [] });
  assert.ok(Number.isInteger(seed) && seed >= 0 && seed < 2 ** 31);
});

Deno.test("parseTestArguments() passes files and options through", () => {
  assert.deepEqual(parseTestArguments(["--soak", "--filter=x", "src/lua", "--seed", "7"]), {
    soak: true,
    seed: 7,
    files: ["src/lua"],
    options: ["--filter=x"],
  });
});

Deno.test("parseTestArguments() refuses a seed that is no number", () => {
  assert.throws(() => parseTestArguments(["--seed", "seven"]), /--seed takes a number, got "seven"/);
});
