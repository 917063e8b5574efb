import { deepEqual } from "node:assert/strict";
import { pathToFileURL } from "node:url";
import { importGraph, valueCircles } from "./value_circles.ts";

const ROOT = new URL("../../", import.meta.url);

function circlesOf(imports: Readonly<Record<string, string>>): string[][] {
  return valueCircles(new Map(Object.entries(imports).map(([file, targets]) => [file, targets.split(" ")])));
}

Deno.test("valueCircles() finds each group of files that import each other", () => {
  deepEqual(circlesOf({ a: "b c", b: "c", c: "d" }), []);
  deepEqual(circlesOf({ main: "a x", a: "b", b: "c d", c: "a", d: "", x: "y", y: "x a" }), [["a", "b", "c"], [
    "x",
    "y",
  ]]);
  deepEqual(circlesOf({ a: "b", b: "c", c: "b d", d: "a" }), [["a", "b", "c", "d"]]);
  deepEqual(circlesOf({ a: "a" }), [["a"]]);
});

Deno.test("importGraph() follows imports by value, not those of types and those at run time", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const write = (name: string, text: string) => Deno.writeTextFile(`${folder}/${name}`, text);
    await write("main.ts", `import "./a.ts";\nexport const later = () => import("./b.ts");\n`);
    await write("a.ts", `import type { B } from "./b.ts";\nexport { c } from "./c.ts";\nexport type A = B;\n`);
    await write("b.ts", `import type { A } from "./a.ts";\nimport { c } from "./c.ts";\nexport type B = A;\nc();\n`);
    await write("c.ts", `import { b } from "./b.ts";\nexport const c = () => b;\n`);
    const at = (name: string) => pathToFileURL(`${Deno.realPathSync(folder)}/${name}`);
    const graph = await importGraph(at("main.ts"), at(""));
    deepEqual([...graph].sort(), [["a.ts", ["c.ts"]], ["b.ts", ["c.ts"]], ["c.ts", ["b.ts"]], ["main.ts", ["a.ts"]]]);
    deepEqual(valueCircles(graph), [["b.ts", "c.ts"]]);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("no files of the program import each other in a circle by value", async () => {
  const graph = await importGraph(new URL("main.ts", ROOT), new URL("src/", ROOT));
  deepEqual(valueCircles(graph), []);
});
