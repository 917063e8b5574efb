import { createRequire, Module } from "node:module";
import { main } from "../../src/cli/mod.ts";
import { testHost } from "./test_host.ts";

/*
 * Runs command lines, given as JSON lists, one after the other, and prints which packages of Temporal each one has loaded.
 * A last line shows that the counting works: it comes after loading one of them on purpose.
 */

const cache = (Module as unknown as { _cache: Record<string, unknown> })._cache;

function temporalPackages(): string[] {
  const names = Object.keys(cache).map((path) => /@temporalio\/[\w-]+/.exec(path)?.[0]);
  return [...new Set(names.filter((name) => name !== undefined))];
}

for (const line of Deno.args) {
  const exit = await main(JSON.parse(line), testHost().host);
  console.log(JSON.stringify({ args: JSON.parse(line), exit, packages: temporalPackages() }));
}
createRequire(import.meta.url)("@temporalio/common");
console.log(JSON.stringify({ control: temporalPackages() }));
