import assert from "node:assert/strict";
import type { LuaReport } from "./lua_report.ts";
import { luaTable } from "./lua_table.ts";
import { PROGRAMS } from "./programs.ts";

function result(name: string, milliseconds: number, costs: Partial<LuaReport>) {
  const runs = Object.fromEntries(PROGRAMS.map((program) => [program, { answer: "1", milliseconds }]));
  return { name, report: { runs, ...costs } };
}

const compiler = result("compiler", 10, { compilation: 999, creation: 0.05, idle: 16384, suspended: 5120 });

Deno.test("luaTable() compares each program, and the means, with the compiler", () => {
  const lines = luaTable([compiler, result("gopher-lua", 25, {})]).split("\n").map((line) => line.split(/  +/));
  assert.deepEqual(lines[1], ["recursion", "10.0", "25.0", "2.50"]);
  assert.deepEqual(lines[PROGRAMS.length + 1]?.filter((cell) => cell !== ""), ["geometric mean", "2.50"]);
});

Deno.test("luaTable() tells which goals hold", () => {
  const text = luaTable([
    compiler,
    result("gopher-lua", 10, {}),
    result("fengari", 79, {}),
    result("PUC Lua 5.4", 9, {}),
  ]);
  assert.deepEqual(text.split("\n").slice(-7).map((line) => line.slice(0, 13).trim()), [
    "holds",
    "DOES NOT HOLD",
    "DOES NOT HOLD",
    "holds",
    "holds",
    "holds",
    "holds",
  ]);
});

Deno.test("luaTable() tells when the answers differ", () => {
  const other = result("gopher-lua", 10, {});
  const runs = { ...other.report.runs, sort: { answer: "2", milliseconds: 1 } };
  assert.match(luaTable([compiler, { name: "gopher-lua", report: { runs } }]), /^sort: the answers differ: 1, 2$/m);
});
