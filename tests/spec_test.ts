import { deepEqual, doesNotMatch, equal } from "node:assert/strict";
import { matchWildcards, updatedExpectation } from "./support/match_wildcards.ts";
import { runSpec } from "./support/run_spec.ts";
import { findSpecCases, type SpecCase } from "./support/spec_case.ts";

const ROOT = new URL("./spec", import.meta.url).pathname;
/** A line of a JavaScript stack, or a path of our sources. */
const STACK_REGEXP = /^\s+at .*[:(]\d+|file:\/\/\/\S*\.ts|^internal error:/m;

/** Checks one stream, or with `UPDATE=1` writes what came as what is expected. */
function expectText(spec: SpecCase, name: string, actual: string): void {
  const file = `${spec.folder}/${name}`;
  let expected = "";
  try {
    expected = Deno.readTextFileSync(file);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  if (matchWildcards(actual, expected)) return;
  if (Deno.env.get("UPDATE") !== "1") return equal(actual, expected, `${name} of ${spec.name}`);
  if (actual === "") Deno.removeSync(file);
  else Deno.writeTextFileSync(file, updatedExpectation(actual.replaceAll(spec.folder, "[WILDLINE]"), expected));
}

for (const spec of findSpecCases(ROOT)) {
  Deno.test(`spec ${spec.name}`, async () => {
    const { exit, stdout, stderr } = await runSpec(spec);
    doesNotMatch(stdout + stderr, STACK_REGEXP);
    expectText(spec, "expected.out", stdout);
    expectText(spec, "expected.err", stderr);
    deepEqual({ exit }, { exit: spec.exit });
  });
}
