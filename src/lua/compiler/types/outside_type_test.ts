import assert from "node:assert/strict";
import { type LuaModule, ModuleType } from "../../api/mod.ts";
import { evaluate as evaluateOn, program, type ScriptOptions } from "../../../../tests/support/lua_script.ts";
import { testEngine } from "../../../../tests/support/test_engine.ts";
import { compilerEngine } from "../mod.ts";

/** fengari knows no types. */
const engine = testEngine.name === "fengari" ? compilerEngine : testEngine;

const inner = program(
  `type Inner = {id: string @min_len(2)}
  type Box<T> = {value: T}
  type Chain = {head: Inner, rest?: Chain}
  return {Inner = Inner, Box = Box, Chain = Chain, limit = 5}`,
  "inner",
  { engine },
);

const shop: LuaModule = {
  name: "shop",
  world: "any",
  open: ({ state }) =>
    state.createLibrary({ Even: new ModuleType("shop.Even", (value) => typeof value === "number" && value % 2 === 0) }),
};

function evaluate(body: string, options: ScriptOptions = {}) {
  return evaluateOn(body, { engine, imports: { inner }, modules: { shop }, ...options });
}

/** What a check tells of a value; `true` when nothing is wrong. */
function verdict(declaration: string, value: string): unknown {
  return evaluate(`type X = ${declaration} local v, err = X:is(${value}) return err and err:message() or true`)[0];
}

Deno.test("types of an imported library are checked", () => {
  assert.equal(verdict("inner.Inner", "{id = 'ab'}"), true);
  assert.equal(verdict("inner.Inner", "{id = 'a'}"), 'field "id": length 1 is less than min length 2');
  assert.equal(verdict("inner.Inner", "5"), "expected Inner, got number".replace("Inner", "{id: string @min_len(2)}"));
  assert.equal(verdict("inner.Inner?", "nil"), true);
  assert.equal(verdict("{inner.Inner}", "{{id = 'ab'}, {}}"), 'item 2: field "id": expected string, got nil');
  assert.equal(verdict("{x: inner.Inner}", "{x = {id = 1}}"), 'field "x": field "id": expected string, got number');
  assert.equal(
    verdict("inner.Chain", "{head = {id = 'ab'}, rest = {head = {}}}"),
    'field "rest": field "head": field "id": expected string, got nil',
  );
});

Deno.test("generic types of an imported library take types of the chunk that names them", () => {
  const box = (value: string) => {
    return evaluate(`type Own = inner.Inner type X = inner.Box<Own> return (X:is(${value})) ~= nil`)[0];
  };
  assert.equal(box("{value = {id = 'ab'}}"), true);
  assert.equal(box("{value = {id = 'a'}}"), false);
  assert.equal(verdict("inner.Box<string>", "{value = 1}"), 'field "value": expected string, got number');
});

Deno.test("a type is found through variables, and as they are when it is used", () => {
  const is = (body: string) => evaluate(`${body} return (X:is({id = 'ab'})) ~= nil, (X:is({id = 'a'})) ~= nil`);
  assert.deepEqual(is("local m = require('inner') type X = m.Inner"), [true, false]);
  assert.deepEqual(is("local m = {deep = {T = inner.Inner}} type X = m.deep.T"), [true, false]);
  assert.deepEqual(
    evaluate(`local m = inner
      type X = m.Inner
      local function f(v) return (X:is(v)) ~= nil end
      local before = f({id = 'a'})
      m = {Inner = inner.Box}
      return before, f({id = 'a'})`),
    [false, true],
  );
  assert.deepEqual(evaluate("type X = inner.Inner local inner = {} return (X:is({id = 'a'}))"), [null]);
});

Deno.test("a type of a builtin module is checked, and one that is not described accepts every value", () => {
  assert.equal(verdict("shop.Even", "4"), true);
  assert.equal(verdict("shop.Even | nil", "3"), "expected shop.Even | nil, got number");
  assert.equal(verdict("{n: shop.Even}", "{n = 'x'}"), 'field "n": expected shop.Even, got string');
  assert.equal(verdict("shop.Price", "'anything'"), true);
  assert.deepEqual(evaluate("type X = shop.Even return pcall(X, 3)"), [false, "X: expected shop.Even, got number"]);
});

Deno.test("a name that means no type refuses every value", () => {
  assert.equal(verdict("inner.Outer", "{}"), 'there is no type "inner.Outer"');
  assert.equal(verdict("inner.limit", "5"), 'there is no type "inner.limit"');
  assert.equal(verdict("nothing.Here", "5"), 'there is no type "nothing.Here"');
  assert.equal(verdict("{a: inner.Inner.id}", "{a = 5}"), 'field "a": there is no type "inner.Inner.id"');
});

Deno.test("types from outside describe themselves as their own", () => {
  assert.deepEqual(
    evaluate(`type X = inner.Inner
      type Y = shop.Even
      return X == inner.Inner, X == inner.Box, X:kind(), X:name(), tostring(X.id), Y == shop.Even, Y:kind(), Y == X`),
    [true, false, "record", "X", "string @min_len(2)", true, "shop.Even", false],
  );
  assert.deepEqual(evaluate("type X = inner.Inner local t = {[X] = 1} return t[X], t[inner.Inner]"), [1, null]);
  assert.deepEqual(evaluate("type X = inner.Chain return X.rest.head.id:is('a') == nil"), [true]);
});

Deno.test("typeof() in a type means the type that the value of a variable has", () => {
  const is = (body: string) => evaluate(`${body} return (X:is(1)) ~= nil, (X:is('a')) ~= nil, (X:is({})) ~= nil`);
  assert.deepEqual(is("local limit = 5 type X = typeof(limit)"), [true, false, false]);
  assert.deepEqual(is("local t = {name = ''} type X = typeof(t.name)"), [false, true, false]);
  assert.deepEqual(is("type X = typeof(inner)"), [false, false, true]);
  assert.deepEqual(is("type X = typeof(f())"), [true, true, true]);
});

Deno.test("types that would take for ever to check are refused", () => {
  const variants = [1, 2, 3, 4].map((x) => `{a: T, x: ${x}}`).join(" | ");
  const body = `type T = ${variants} | nil local v for i = 1, 40 do v = {a = v} end return select(2, pcall(T, v))`;
  assert.match(String(evaluate(body)[0]), /checking the type takes too long on this value/);
});
