import { deepEqual } from "node:assert/strict";
import { schema } from "./schema.ts";

const base = { source: "return {}", method: "run" };

function faults(data: unknown): string[] {
  return (schema.safeParse(data).error?.issues ?? []).map(({ path, message }) => `${path.join(".")}: ${message}`);
}

Deno.test("function.lua schema() needs source and method", () => {
  deepEqual(schema.parse(base), { ...base, modules: [], imports: {} });
  deepEqual(faults({}), ["source: source is required", "method: method is required"]);
  deepEqual(faults({ source: "", method: "" }), ["source: source is required", "method: method is required"]);
});

Deno.test("function.lua schema() checks names of modules and imports", () => {
  deepEqual(faults({ ...base, modules: ["json", "", "app:lib"] }), [
    "modules.1: module name cannot be empty",
    "modules.2: module cannot have a namespace",
  ]);
  deepEqual(faults({ ...base, imports: { lib: "" } }), ["imports.lib: The id of an entry cannot be empty"]);
  deepEqual(schema.parse({ ...base, imports: { lib: { ns: "a", name: "b" } } }).imports, { lib: "a:b" });
});

Deno.test("function.lua schema() checks the pool", () => {
  deepEqual(faults({ ...base, pool: { size: 0, workers: -1, max_size: 0 } }), [
    "pool.size: pool.size must be greater than 0",
    "pool.workers: pool.workers must be greater than 0",
    "pool.max_size: pool.max_size must be greater than 0",
  ]);
  deepEqual(faults({ ...base, pool: { type: "huge" } }).length, 1);
  deepEqual(schema.parse({ ...base, pool: { type: "static", size: 4 } }).pool, {
    type: "static",
    size: 4,
  });
});
