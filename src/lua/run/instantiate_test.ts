import assert from "node:assert/strict";
import { program, type ScriptOptions, start } from "../../../tests/support/lua_script.ts";
import { AppError } from "../../base/mod.ts";
import { Fault, type LuaModule, type LuaValue } from "../api/mod.ts";
import type { LuaProgram } from "./mod.ts";
import { isPreempted } from "../../../tests/support/is_preempted.ts";

function call(code: LuaProgram, args: LuaValue[] = [], options: ScriptOptions = {}): LuaValue[] {
  const { scheduler, entry } = start(code, options);
  scheduler.spawn(entry, args);
  const state = scheduler.run();
  if (state.type !== "returned") assert.fail(`${state.type}: ${state.type === "raised" ? state.value : ""}`);
  return state.values;
}

function failure(source: string, options: ScriptOptions = {}): AppError {
  try {
    start(program(source, "script", options), options);
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  assert.fail("expected an AppError");
}

Deno.test("instantiate() takes the function that the chunk returns, whatever the method is called", () => {
  assert.deepEqual(call(program("local function f(x) return x + 1 end return f"), [1]), [2]);
});

Deno.test("instantiate() takes the method of the table that the chunk returns", () => {
  const source = "return { main = function() return 'main' end, other = function() return 'other' end }";
  assert.deepEqual(call(program(source)), ["main"]);
  assert.deepEqual(call(program(source, "script", { method: "other" })), ["other"]);
});

Deno.test("instantiate() refuses a chunk without the method", () => {
  for (const source of ["return { other = print }", "return { main = 5 }", "return 5", "", "return nil, print"]) {
    const error = failure(source);
    assert.equal(error.message, 'method "main" not found in module');
    assert.equal(error.kind, "NotFound");
  }
});

Deno.test("instantiate() reports an error of the chunk with its stack", () => {
  const error = failure("local function f()\n  error('broken')\nend\nf()");
  assert.equal(error.message, "script.lua:2: broken");
  assert.equal(error.kind, "Internal");
  assert.deepEqual(error.luaStack, [
    "script.lua:2: in function 'f' (app:script)",
    "script.lua:4: in main chunk (app:script)",
  ]);
});

Deno.test("instantiate() refuses to wait at the top level", () => {
  for (const source of ["\nhost.wait()", "\npcall(host.wait)", "\nchannel.new():receive()"]) {
    const error = failure(source);
    assert.equal(error.message, 'attempt to suspend at the top level of the chunk of "app:script"');
    assert.deepEqual(error.luaStack, ["script.lua:2: in main chunk (app:script)"]);
  }
});

Deno.test("instantiate() bounds the chunk in both kinds of budget", { ignore: isPreempted }, () => {
  for (const mode of ["deadline", "slice"] as const) {
    const options: ScriptOptions = { budget: { mode, milliseconds: 1 } };
    assert.throws(
      () => start(program("while true do end"), options),
      (error) => error instanceof Fault && error.reason === "budget" && error.luaStack.length === 1,
    );
  }
});

Deno.test("instantiate() opens a module once, under each of its aliases", () => {
  let opened = 0;
  const module: LuaModule = { name: "m", world: "any", open: ({ state }) => (opened++, state.createTable()) };
  const library = program("return m", "library", { modules: { m: module } });
  const source = "return function() return a == b, a == lib, require('a') == a, require('lib') == lib end";
  const values = call(program(source, "script", { modules: { a: module, b: module }, imports: { lib: library } }));
  assert.deepEqual(values, [true, true, true, true]);
  assert.equal(opened, 1);
});

Deno.test("instantiate() runs an import once and gives its value under the alias", () => {
  const shared = program("count = (count or 0) + 1 return { count = count }", "shared");
  const left = program("return { shared = s }", "left", { imports: { s: shared } });
  const source = "return function() return s == left.shared, s.count, count end";
  assert.deepEqual(call(program(source, "script", { imports: { s: shared, left } })), [true, 1, 1]);
});

Deno.test("instantiate() keeps the aliases of an import apart from those of its importer", () => {
  const one = program("return 'one'", "one");
  const two = program("return 'two'", "two");
  const library = program(
    "return function() return x, require('x'), type(print), shared end",
    "library",
    { imports: { x: two } },
  );
  const source = "shared = 'global' return function() return x, require('x'), library() end";
  const values = call(program(source, "script", { imports: { x: one, library } }));
  assert.deepEqual(values, ["one", "one", "two", "two", "function", "global"]);
});

Deno.test("instantiate() names the import whose chunk fails", () => {
  const library = program("\nerror('broken library')", "library");
  const error = failure("return print", { imports: { library } });
  assert.equal(error.message, "library.lua:2: broken library");
  assert.deepEqual(error.luaStack, ["library.lua:2: in main chunk (app:library)"]);
});

Deno.test("instantiate() refuses an import cycle", () => {
  const imports = new Map<string, LuaProgram>();
  const code: LuaProgram = { ...program("return print"), imports };
  imports.set("self", code);
  assert.throws(
    () => start(code),
    new AppError('import cycle at "app:script"', { kind: "Internal", retryable: false }),
  );
});

Deno.test("instantiate() makes states that share nothing", () => {
  const code = program(`
    count = 0
    local keys = setmetatable({}, { __index = function() return "default" end })
    return function() count = count + 1 getmetatable(keys).__index = nil return count, keys.x, tostring({}) end
  `);
  const first = call(code);
  assert.deepEqual(first.slice(0, 2), [1, undefined]);
  assert.deepEqual(call(code), first);
});
