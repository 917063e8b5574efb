import { fromByteString, isByteString } from "../../../base/mod.ts";
import assert from "node:assert/strict";
import type { LuaContext } from "../../api/mod.ts";
import { parse } from "../../syntax/mod.ts";
import { compilerEngine } from "../mod.ts";

/** What the script returns, each value as its text. */
function evaluate(source: string): string[] {
  const state = compilerEngine.createState({ mode: "deadline", milliseconds: 10_000 });
  state.context = { state } as LuaContext;
  const text =
    `local function text(...) local t = {} for i = 1, select("#", ...) do t[i] = tostring((select(i, ...))) end return t end
return text((function(...) ${source} end)(...))`;
  const chunk = compilerEngine.compile(parse(text), { entryId: "app:types", file: "types.lua" });
  state.startTurn();
  const outcome = state.createThread(state.load(chunk)).resume([]);
  assert.ok(outcome.type === "returned", JSON.stringify(outcome));
  const [list] = outcome.values;
  assert.ok(typeof list === "object" && "entries" in list);
  return [...list.entries()].map(([, value]) => isByteString(value) ? fromByteString(value) : "no text");
}

const ORDER = "type Item = {sku: string @min_len(2), count: integer @min(1) @max(99)} " +
  "type Order = {id: string @pattern('^o%d+$'), items: {Item}, note?: string, [string]: any} ";

Deno.test("T(v) gives the value or raises", () => {
  assert.deepEqual(evaluate("type Age = integer @min(0) return Age(3)"), ["3"]);
  assert.deepEqual(evaluate("type Age = integer @min(0) return pcall(Age, -1)"), [
    "false",
    "Age: -1 is less than min 0",
  ]);
  assert.deepEqual(evaluate("type Name = string | nil return Name('x'), Name(nil), pcall(Name, 1)"), [
    "x",
    "nil",
    "false",
    "Name: expected string | nil, got number",
  ]);
});

Deno.test("T:is() gives the value, or nil and an error that says where", () => {
  const problem = (value: string) => evaluate(`${ORDER} return Order:is(${value})`);
  assert.deepEqual(problem("{id = 'o1', items = {{sku = 'ab', count = 1}}}")[1], "nil");
  const faults: [string, string][] = [
    ["5", "expected {id: string @pattern(^o%d+$), items: {Item}, note?: string, [string]: any}, got number"],
    ["{items = {}}", 'field "id": expected string, got nil'],
    ["{id = 'x', items = {}}", 'field "id": does not match pattern "^o%d+$"'],
    [
      "{id = 'o1', items = {{sku = 'a', count = 1}}}",
      'field "items": item 1: field "sku": length 1 is less than min length 2',
    ],
    [
      "{id = 'o1', items = {{sku = 'ab', count = 100}}}",
      'field "items": item 1: field "count": 100 is greater than max 99',
    ],
    [
      "{id = 'o1', items = {{sku = 'ab', count = 1.5}}}",
      'field "items": item 1: field "count": expected integer, got number',
    ],
    ["{id = 'o1', items = {}, note = 1}", 'field "note": expected string, got number'],
  ];
  for (const [value, text] of faults) assert.deepEqual(problem(value), ["nil", text], value);
});

Deno.test("the names of primitive types are types unless a global has the name", () => {
  assert.deepEqual(evaluate("return string('x'), number(1.5), integer(2), boolean(true)"), ["x", "1.5", "2", "true"]);
  assert.deepEqual(evaluate("return pcall(function() return string(1) end)"), [
    "false",
    "types.lua:2: string: expected string, got number",
  ]);
  assert.deepEqual(evaluate("return select('#', pcall(integer, 1.5)), pcall(number, 'x')"), [
    "2",
    "false",
    "number: expected number, got string",
  ]);
  assert.deepEqual(evaluate("number = 5 return number, string.upper('a')"), ["5", "A"]);
  assert.deepEqual(evaluate("return tostring(typeof(1)), typeof('x') == typeof('y'), typeof({}), typeof(1.5)"), [
    "integer",
    "true",
    "table",
    "number",
  ]);
});

Deno.test("types describe themselves", () => {
  assert.deepEqual(
    evaluate(`${ORDER} return Order:kind(), Order:name(), Order.items:kind(), Order.items:elem():name(), Order.none`),
    [
      "record",
      "Order",
      "array",
      "Item",
      "nil",
    ],
  );
  assert.deepEqual(
    evaluate(
      "type F = (number, s: string) -> (boolean, nil) return F:kind(), #F:params(), F:params()[2]:name(), #F:ret()",
    ),
    [
      "function",
      "2",
      "string",
      "2",
    ],
  );
  assert.deepEqual(evaluate("type M = {[string]: number} return M:kind(), M:key():name(), M:val():name()"), [
    "map",
    "string",
    "number",
  ]);
  assert.deepEqual(
    evaluate("type U = 'a' | 3 | nil return U:kind(), #U:variants(), tostring(U:variants()[1]:is('a'))"),
    ["union", "3", "a"],
  );
  assert.deepEqual(evaluate("type O = string? return O:kind(), O:inner():kind()"), ["optional", "string"]);
});

Deno.test("types compare by what they accept and serve as keys", () => {
  const source = "type A = integer type B = number type C = number | string type D = number " +
    "local t = {[A] = 1} return A < B, B <= C, C <= B, B == D, A == B, A < A, A <= A, t[A]";
  assert.deepEqual(evaluate(source), ["true", "true", "false", "true", "false", "false", "true", "1"]);
});

Deno.test("types are scoped, generic and recursive", () => {
  assert.deepEqual(evaluate("type T = string do type T = number T(1) end return (pcall(T, 1))"), ["false"]);
  assert.deepEqual(
    evaluate("type Box<T> = {value: T} type N = Box<number> return (N:is({value = 1})) ~= nil, (N:is({value = 'x'}))"),
    [
      "true",
      "nil",
    ],
  );
  assert.deepEqual(
    evaluate(
      "type Tree = {left: Tree?, v: number} return (Tree:is({v = 1, left = {v = 'x'}})), (Tree:is({v = 1, left = {v = 2}})) ~= nil",
    ),
    [
      "nil",
      "true",
    ],
  );
  assert.deepEqual(evaluate("local function f() type T = number return T end return f() == f(), tostring(f())"), [
    "true",
    "T",
  ]);
  assert.deepEqual(evaluate("type type = string return type('x')"), ["x"]);
  assert.deepEqual(evaluate("local Item = 'v' type Item = number return Item"), ["v"]);
});

Deno.test("problems of types name literals, keys and patterns that are not ASCII", () => {
  const problem = (type: string, value: string) => evaluate(`type T = ${type} return T:is(${value})`)[1];
  assert.equal(problem("'grün' | 'weiß'", "5"), 'expected "grün" | "weiß", got number');
  assert.equal(problem("{[string]: number}", "{['größe'] = 'x'}"), 'key "größe": expected number, got string');
  assert.equal(problem("string @pattern('^ä+$')", "'x'"), 'does not match pattern "^ä+$"');
  assert.deepEqual(evaluate("type Farbe = 'grün' return pcall(Farbe, 5)"), [
    "false",
    'Farbe: expected "grün", got number',
  ]);
});
