import assert from "node:assert/strict";
import { type LuaContext, LuaSyntaxError, type Outcome } from "../api/mod.ts";
import { compilerEngine } from "./mod.ts";
import { parse } from "../syntax/mod.ts";

/** Runs a script under a small budget of time. */
function run(source: string, milliseconds = 100): Outcome {
  const state = compilerEngine.createState({ mode: "deadline", milliseconds });
  state.context = { state, world: { random: () => 0.5 } } as unknown as LuaContext;
  state.startTurn();
  const thread = state.createThread(
    state.load(compilerEngine.compile(parse(source), { entryId: "app:bad", file: "bad.lua" })),
  );
  return thread.resume([]);
}

/** The first result, or the error, of a script. */
function answer(source: string): unknown {
  const outcome = run(source, 10_000);
  if (outcome.type === "returned") return outcome.values[0];
  return outcome.type === "raised" ? String(outcome.value) : outcome.type;
}

Deno.test("an endless script is ended, wherever it loops, and pcall does not catch that", () => {
  const scripts = [
    "while true do end",
    "repeat until false",
    "for i = 1, math.huge do end",
    "::top:: goto top",
    "do ::a:: do goto b end ::b:: goto a end",
    "local function f() return f() end f()",
    "while true do pcall(error) end",
    "while true do pcall(function() while true do end end) end",
    "xpcall(function() while true do end end, function() while true do end end)",
    "local t = setmetatable({}, {__index = function() while true do end end}) return t.x",
    "local t = setmetatable({}, {__tostring = function() while true do end end}) return tostring(t)",
    "coroutine.wrap(function() while true do end end)()",
    "local co = coroutine.wrap(function() while true do coroutine.yield() end end) while true do co() end",
    "table.sort({3, 2, 1}, function() while true do end end)",
    "local t = {} for i = 1, 1e5 do t[i] = i end while true do table.sort(t, function(a, b) return a > b end) end",
    "return (('x'):gsub('.', function() while true do end end))",
    "for k in function() return 1 end do end",
    "local t t = setmetatable({}, {__call = function() return t() end}) t()",
  ];
  for (const source of scripts) {
    const outcome = run(source);
    assert.equal(outcome.type, "faulted", source);
    if (outcome.type !== "faulted") continue;
    assert.equal(outcome.fault.reason, "budget");
    assert.match(outcome.fault.message, /^"app:bad" ran for more than 100 ms without waiting, at bad\.lua:1$/);
    assert.match(outcome.fault.luaStack[0] ?? "", /^bad\.lua:1: in .* \(app:bad\)$/);
  }
});

Deno.test("a table that grows for ever ends its script, and pcall does not catch that", () => {
  const scripts: [string, string][] = [
    ["local t = {} while true do t[#t + 1] = 1 end", "16777216 items"],
    ["local t = {} while true do table.insert(t, 1) end", "16777216 items"],
    ["pcall(function() local t, i = {}, 0 while true do i = i - 1 t[i] = 1 end end) return 1", "4194304 keys"],
  ];
  for (const [source, limit] of scripts) {
    const outcome = run(source, 60_000);
    assert.equal(outcome.type, "faulted", source);
    if (outcome.type !== "faulted") continue;
    assert.equal(outcome.fault.reason, "memory");
    assert.equal(outcome.fault.message, `"app:bad" put more than ${limit} into a table, at bad.lua:1`);
  }
});

Deno.test("a script that asks for too much gets an error", () => {
  const scripts: [string, RegExp][] = [
    ["return ('x'):rep(2^30)", /resulting string too large/],
    ["local s = 'x' while true do s = s .. s end", /resulting string too large/],
    ["return ('x'):rep(1e7) .. ('y'):rep(1e7)", /resulting string too large/],
    ["return string.format('%999d', 1)", /invalid format/],
    ["local t = {} for i = 1, 20 do t[i] = ('x'):rep(1e6) end return table.concat(t)", /resulting string too large/],
    ["local function f() return 1 + f() end return f()", /stack overflow/],
    ["local function f(...) return f(1, ...) end return f()", /stack overflow/],
    ["local t t = setmetatable({}, {__index = function(_, k) return t[k] end}) return t.x", /stack overflow/],
    ["local function f() return pcall(f) end return select(-1, f())", /stack overflow/],
    ["local function f() return coroutine.wrap(f)() end return f()", /stack overflow/],
    ["return select('#', unpack({}, 1, 1e8))", /too many results to unpack/],
    ["return ('a'):rep(400):find('.-.-.-.-.-b$')", /pattern matching takes too long/],
  ];
  for (const [source, problem] of scripts) assert.match(String(answer(source)), problem, source);
});

Deno.test("deep recursion that ends works", () => {
  assert.equal(
    answer("local function f(n) if n == 0 then return 0 end return 1 + f(n - 1) end return f(100000)"),
    100000,
  );
  assert.equal(
    answer("local function f(n) if n == 0 then return 'end' end return f(n - 1) end return f(1000000)"),
    "end",
  );
});

Deno.test("a text that nests too deeply does not compile", () => {
  const texts = [
    "do ".repeat(10_000) + " end".repeat(10_000),
    "return " + "function() return ".repeat(10_000) + "1" + " end".repeat(10_000),
    "return " + "{".repeat(10_000) + "}".repeat(10_000),
    "return 1" + " as any".repeat(10_000),
    "type T = any" + "?".repeat(10_000),
    "type T = " + "readonly ".repeat(10_000) + "any",
  ];
  for (const text of texts) {
    assert.throws(() => compilerEngine.compile(parse(text), { entryId: "app:deep", file: "deep.lua" }), LuaSyntaxError);
  }
});

/** Whether these still fit on JavaScript's stack depends on what stands on it already. */
Deno.test("a text in which all kinds of nesting come together compiles, or is a fault of the text", () => {
  const texts = [
    "if a then" + " elseif a then".repeat(10_000) + " end",
    "return " + "(".repeat(150) + "a" + ("+a".repeat(900) + ")").repeat(150),
    "return " + "f(".repeat(150) + "a" + (".b".repeat(900) + ")").repeat(150),
  ];
  for (const text of texts) {
    try {
      compilerEngine.compile(parse(text), { entryId: "app:deep", file: "deep.lua" });
    } catch (error) {
      assert.ok(error instanceof LuaSyntaxError, String(error));
      assert.match(error.message, /too large|nested too deeply/i);
    }
  }
});

Deno.test("a long text compiles", () => {
  const list = (count: number, item: (i: number) => string) => Array.from({ length: count }, (_, i) => item(i)).join();
  assert.equal(answer(`local ${"x".repeat(100_000)} = 1 return ${"x".repeat(100_000)}`), 1);
  assert.equal(answer(`local ${list(3000, (i) => `l${i}`)} = ${list(3000, String)} return l2999`), 2999);
  assert.equal(answer(`return #{${list(100_000, () => "1")}}`), 100_000);
  assert.equal(answer(`${"type T = any ".repeat(1000)} return (T:is(1))`), 1);
  assert.equal(
    answer(Array.from({ length: 5000 }, (_, i) => `type T${i} = T${i + 1}`).join("\n") + " return T0(1)"),
    1,
  );
});

Deno.test("JavaScript stays out of reach", () => {
  const nothing = [
    "constructor",
    "__proto__",
    "prototype",
    "toString",
    "hasOwnProperty",
    "globalThis",
    "Deno",
    "eval",
    "runtime",
    "codes",
    "arguments",
    "vm",
  ];
  for (const name of nothing) {
    assert.equal(answer(`return _G["${name}"]`), undefined, name);
    assert.equal(answer(`return ${name}`), undefined, name);
    assert.equal(answer(`return ({}).${name}`), undefined, name);
    assert.equal(answer(`return ("x").${name}`), undefined, name);
    assert.equal(answer(`return string.${name}`), undefined, name);
    assert.equal(answer(`local ${name} = 5 local function f() ${name} = ${name} + 1 return ${name} end return f()`), 6);
    assert.equal(answer(`local t = {${name} = 1} t.${name} = t.${name} + 1 return t.${name}`), 2, name);
    assert.match(String(answer(`return print.${name}`)), /attempt to index a function value/);
    assert.match(String(answer(`return (1).${name}`)), /attempt to index a number value/);
  }
});

Deno.test("source text cannot become JavaScript", () => {
  const texts = [
    "`${Deno.exit(3)}`",
    "*/ Deno.exit(3) /*",
    '\\"); Deno.exit(3); (\\"',
    "\\u{2028}Deno.exit(3)\\n",
    "</script>",
  ];
  for (const text of texts) {
    assert.equal(answer(`return #"${text}" > 0`), true, text);
    assert.equal(answer(`local t = {} t["${text}"] = 1 return t["${text}"]`), 1, text);
    assert.match(String(answer(`return nil .. "${text}"`)), /attempt to concatenate a nil value/, text);
  }
  assert.equal(answer("return 1 --[[ */ Deno.exit(3) /* ]] -- `\n"), 1);
});

Deno.test("what a state sets is not visible in another one", () => {
  run("x = 1 _G.print = nil getmetatable('').__index = nil");
  run("pcall(function() string.upper = nil end) pcall(rawset, string, 'upper', nil) pcall(table.insert, table, 1)");
  run("math.randomseed(1)");
  assert.equal(answer("return x == nil and print ~= nil and ('x'):upper() == 'X' and table[1] == nil"), true);
  for (const write of ["string.x = 1", "rawset(table, 'x', 1)", "table.sort(math)", "setmetatable(string, {})"]) {
    assert.match(String(answer(write)), /read-only|protected/, write);
  }
});
