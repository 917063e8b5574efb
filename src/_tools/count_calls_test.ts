import { equal, rejects } from "node:assert/strict";
import { countCalls } from "./count_calls.ts";

const FUNCTIONS = 20;

/** Counts the parses of Lua texts in a run with an application of many functions and a library that all of them import. */
async function countParses(args: (folder: string) => string[], engine: "compiler" | "fengari"): Promise<number> {
  const folder = await Deno.makeTempDir();
  try {
    const names = Array.from({ length: FUNCTIONS }, (_, i) => `f${i}`);
    const entry = (name: string) =>
      `  - {name: ${name}, kind: function.lua, source: "file://${name}.lua", method: main, imports: {lib: "app:lib"}}\n`;
    const library = `  - {name: lib, kind: library.lua, source: "return {one = 1}"}\n`;
    const index = `version: "1.0"\nnamespace: app\nentries:\n${library}${names.map(entry).join("")}`;
    await Deno.writeTextFile(`${folder}/_index.yaml`, index);
    await Deno.writeTextFile(`${folder}/lunation.yaml`, `lua:\n  engine: ${engine}\n`);
    for (const name of names) {
      await Deno.writeTextFile(`${folder}/${name}.lua`, `return {main = function() return "${name}", lib.one end}\n`);
    }
    return await countCalls(args(folder), "src/lua/syntax/parse.ts", "parse");
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

for (const engine of ["compiler", "fengari"] as const) {
  Deno.test(`check and exec parse each Lua text once on ${engine}`, async () => {
    equal(await countParses((folder) => ["check", "--app", folder], engine), FUNCTIONS + 1);
    equal(await countParses((folder) => ["exec", "app:f7", "--app", folder], engine), FUNCTIONS + 1);
  });
}

Deno.test("countCalls() shows what a program printed that fails", async () => {
  await rejects(countCalls(["check", "--app", "/nowhere"], "main.ts", "main"), /nowhere/);
});
