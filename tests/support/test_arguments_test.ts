import assert from "node:assert/strict";
import { parseTestArguments } from "./test_arguments.ts";

Deno.test("parseTestArguments() tests everything by default, with a seed that is always the same", () => {
  assert.deepEqual(parseTestArguments([]), { soak: false, seed: 1, files: ["src", "tests"], options: [] });
});

Deno.test("parseTestArguments() gives each soak run a seed of its own", () => {
  const { soak, seed } = parseTestArguments(["--soak"]);
  assert.ok(soak && Number.isInteger(seed) && seed >= 0 && seed < 2 ** 31);
  assert.notEqual(parseTestArguments(["--soak"]).seed, seed);
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
