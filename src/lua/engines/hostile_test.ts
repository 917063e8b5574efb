import assert from "node:assert/strict";
import { luaEngines } from "../../../tests/support/lua_engines.ts";
import { runScript } from "../../../tests/support/lua_script.ts";

/** Functions that call themselves for ever, each through something else. */
const RECURSIONS = [
  "local function f() return 1 + f() end return f()",
  "local t t = setmetatable({}, {__index = function(_, k) return t[k] end}) return t.x",
  "local t t = setmetatable({}, {__newindex = function(_, k, v) t[k] = v end}) t.x = 1",
  "local t = setmetatable({}, {__add = function(a, b) return a + b end}) return t + 1",
  "local t = setmetatable({}, {__concat = function(a, b) return a .. b end}) return t .. 'x'",
  "local t = setmetatable({}, {__lt = function(a, b) return a < b end}) return t < t",
  "local t = setmetatable({}, {__len = function(a) return #a end}) return #t",
  "local t = setmetatable({}, {__call = function(a) return (a()) end}) return t()",
  "local t = setmetatable({}, {__tostring = function(a) return tostring(a) .. '' end}) return tostring(t)",
  "local t = setmetatable({}, {__tostring = function(a) return ('%s'):format(a) .. '' end}) return tostring(t)",
  "local t = setmetatable({}, {__pairs = function(a) return pairs(a) end}) for k in pairs(t) do end",
  "local function f() table.sort({3, 2, 1}, function(a, b) f() return a < b end) end f()",
  "local function f() return (('x'):gsub('.', function() return f() .. '' end)) end return f()",
  "local function f() for _ in function() return f() end do end return 1 end return f()",
  "local function f() error(f()) end f()",
  "local function f() return coroutine.wrap(function() return 1 + f() end)() end return f()",
  "local function h(e) return h(e) .. 'x' end error(select(2, xpcall(error, h)))",
];

/** Loops that never end, each within something else. */
const LOOPS = [
  "while true do pcall(function() while true do end end) end",
  "return setmetatable({}, {__index = function() while true do end end}).x",
  "coroutine.wrap(function() while true do end end)()",
  "table.sort({3, 2, 1}, function() while true do end end)",
  "return (('x'):gsub('.', function() while true do end end))",
];

/** Natives that would take for ever, or need all memory. */
const BOMBS: readonly [string, RegExp][] = [
  ["return ('x'):rep(2^30)", /resulting string too large/],
  ["return ('a'):rep(400):find('.-.-.-.-.-b$')", /pattern matching takes too long/],
  ["return (('('):rep(1000000)):find('%b()')", /pattern matching takes too long/],
  ["return ('x'):rep(200000):find(('x?'):rep(200000) .. 'y')", /pattern too complex/],
  ["return string.format('%999d', 1)", /invalid format|invalid conversion/],
  ["local t = {} for i = 1, 20 do t[i] = ('x'):rep(1e6) end return table.concat(t)", /resulting string too large/],
  ["return select('#', unpack({}, 1, 1e8))", /too many results to unpack/],
];

/** Words that mean something to JavaScript, or to the code that the compiler makes. */
const WORDS = [
  ..."await case catch class const default delete enum export eval arguments finally import let new null".split(" "),
  ..."static super switch this throw try typeof undefined var void with yield vm runtime codes types S t0".split(" "),
  ..."__proto__ constructor prototype hasOwnProperty toString of get set async".split(" "),
];

/** What gives true with any name. */
const NAMED = [
  "local NAME = 1 local function f() NAME = NAME + 1 return NAME end return f() == 2",
  "local function NAME(NAME) return NAME end return NAME(true)",
  "for NAME = 1, 2 do local _ = NAME end for NAME in pairs({1}) do local _ = NAME end return true",
  "for i = 1, 3 do if i == 2 then goto NAME end ::NAME:: end return true",
  "NAME = 5 return _G['NAME'] == 5",
  "local t = {NAME = 1} function t:NAME() return self == t end return t:NAME()",
  "local t = setmetatable({}, {NAME = 1, __index = function(_, k) return k end}) return t.NAME == 'NAME'",
  "local t = {} t.NAME = 1 t.NAME = nil return next(t) == nil and t.NAME == nil",
];

for (const engine of Object.values(luaEngines)) {
  Deno.test(`recursion without end is a Lua error, which pcall catches (${engine.name})`, () => {
    for (const body of RECURSIONS) {
      const state = runScript(body, { engine });
      assert.equal(state.type, "raised", body);
      if (state.type === "raised") assert.match(String(state.value), /stack overflow|error in error handling/, body);
      if (state.type === "raised") assert.doesNotMatch(String(state.value), /:0:/, body);
      const caught = runScript(`local ok = pcall(function() ${body} end) return ok`, { engine });
      assert.deepEqual(caught.type === "returned" && caught.values, [false], body);
    }
  });

  Deno.test(`a loop without end ends its script, which pcall does not catch (${engine.name})`, () => {
    for (const body of LOOPS) {
      const budget = { mode: "deadline", milliseconds: 50 } as const;
      const state = runScript(`return pcall(function() ${body} end)`, { engine, budget });
      assert.equal(state.type === "faulted" && state.fault.reason, "budget", body);
      assert.equal(runScript("return 1", { engine, budget }).type, "returned");
    }
  });

  Deno.test(`what would take for ever or all memory is a Lua error (${engine.name})`, () => {
    for (const [body, problem] of BOMBS) {
      const state = runScript(body, { engine });
      assert.match(state.type === "raised" ? String(state.value) : state.type, problem, body);
    }
  });

  Deno.test(`names are names, whatever they mean elsewhere (${engine.name})`, () => {
    for (const word of WORDS) {
      const checks = NAMED.map((body) => `(function() ${body.replaceAll("NAME", word)} end)()`);
      const state = runScript(`return ${checks.join(", ")}`, { engine });
      assert.deepEqual(state.type === "returned" ? state.values : state, NAMED.map(() => true), word);
    }
  });
}
