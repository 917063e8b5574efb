import { ascii, fromLatin1 } from "../../base/mod.ts";
import assert from "node:assert/strict";
import { fengariEngine } from "../fengari/mod.ts";
import { evaluate, program, raised, type ScriptOptions, start } from "../../../tests/support/lua_script.ts";
import { testEngine } from "../../../tests/support/test_engine.ts";
import {
  LuaError,
  LuaFunction,
  type LuaModule,
  LuaSyntaxError,
  LuaTable,
  type LuaValue,
  type NativeFunction,
  Userdata,
  type UserdataType,
} from "../api/mod.ts";
import { parse } from "../syntax/mod.ts";

const ALL_BYTES = Array.from({ length: 256 }, (_, byte) => String.fromCharCode(byte)).join("");

function withNative(native: NativeFunction): ScriptOptions {
  const module: LuaModule = { name: "m", world: "any", open: ({ state }) => state.createLibrary({ native }) };
  return { modules: { m: module } };
}

/** What a native function receives for the values of an expression. */
function received(expression: string): LuaValue[] {
  let values: LuaValue[] = [];
  evaluate(`m.native(${expression})`, withNative((args) => (values = args, [])));
  return values;
}

const pointType: UserdataType = {
  name: "Point",
  methods: { x: ([self]) => (self as Point).x },
  metamethods: {
    __add: ([a, b]) => new Point((a as Point).x + (b as Point).x),
    __eq: ([a, b]) => (a as Point).x === (b as Point).x,
    __tostring: ([self]) => fromLatin1(`point ${(self as Point).x}`),
    __len: ([self]) => (self as Point).x,
  },
};

class Point extends Userdata {
  override readonly type = pointType;
  constructor(readonly x: number) {
    super();
  }
}

Deno.test("strings cross the boundary byte for byte", () => {
  const long = ALL_BYTES.repeat(100);
  assert.deepEqual(evaluate("return ...", { args: [fromLatin1(ALL_BYTES), fromLatin1(long), ascii("")] }), [
    ALL_BYTES,
    long,
    "",
  ]);
  assert.deepEqual(received('"\\0\\xff\\r", "é"'), ["\0\xff\r", "\xc3\xa9"]);
});

Deno.test("numbers cross the boundary", () => {
  const numbers = [0, 1, -1, 2 ** 31 - 1, -(2 ** 31), 2 ** 31, 2 ** 53, 1.5, 1e300, Infinity, -Infinity, NaN];
  let back: LuaValue[] = [];
  evaluate("m.native(...)", { ...withNative((args) => (back = args, [])), args: numbers });
  assert.deepEqual(back, numbers);
  assert.deepEqual(received("1, 1.0, 2^31, 0xFF, -7 // 2"), [1, 1, 2147483648, 255, -4]);
});

Deno.test("nil, booleans and missing values cross the boundary", () => {
  assert.deepEqual(received("nil, true, false, nil"), [undefined, true, false, undefined]);
  assert.deepEqual(received(""), []);
});

Deno.test("natives give no, one or many results", () => {
  const many = Array.from({ length: 300 }, (_, index) => index);
  assert.deepEqual(evaluate("return select('#', m.native())", withNative(() => [])), [0]);
  assert.deepEqual(evaluate("return select('#', m.native())", withNative(() => undefined)), [1]);
  assert.deepEqual(evaluate("return select('#', m.native()), (select(300, m.native()))", withNative(() => many)), [
    300,
    299,
  ]);
});

Deno.test("tables are handles with identity and raw access", () => {
  const [table, again] = received(
    "(function() local t = setmetatable({ 10, 20, key = 'v' }, { __index = print }) return t, t end)()",
  );
  assert.ok(table instanceof LuaTable);
  assert.equal(table, again);
  assert.equal(table.length(), 2);
  assert.equal(table.get(2), 20);
  assert.equal(table.get(ascii("missing")), undefined);
  assert.deepEqual([...table.entries()], [[1, 10], [2, 20], ["key", "v"]]);
  table.set(ascii("key"), undefined);
  table.set(true, table);
  assert.deepEqual([...table.entries()], [[1, 10], [2, 20], [true, table]]);
});

Deno.test("functions and threads come back as the same value", () => {
  const values = evaluate(
    "local f, co = function() end, coroutine.create(print) local f2, co2 = m.native(f, co) return f == f2, co == co2, type(co2)",
    withNative((args) => {
      assert.ok(args[0] instanceof LuaFunction);
      return args;
    }),
  );
  assert.deepEqual(values, [true, true, "thread"]);
});

Deno.test("userdata has methods, metamethods, identity, and no way to its metatable", () => {
  const point = new Point(3);
  const values = evaluate(
    `
    local p, same, other = m.native()
    return type(p), rawequal(p, same), p == other, p:x(), (p + other):x(), tostring(p), #p, p.missing, getmetatable(p),
      ({ [p] = "key" })[same], pcall(function() p.x = 1 end)
  `,
    withNative(() => [point, point, new Point(3)]),
  );
  assert.deepEqual(values.slice(0, 10), ["userdata", true, true, 3, 6, "point 3", 3, null, false, "key"]);
  assert.equal(values[10], false);
  assert.match(String(values[11]), /attempt to index a userdata value|attempt to index a Point value/);
});

Deno.test("LuaError raises text with the caller's position, other values as they are", () => {
  const text = withNative(() => {
    throw new LuaError("bad é");
  });
  assert.equal(raised("\nm.native()", text).value, "script.lua:2: bad \xc3\xa9");
  const point = new Point(1);
  const object = withNative(() => {
    throw new LuaError("a point", point);
  });
  assert.equal(raised("m.native()", object).value, point);
  assert.deepEqual(evaluate("local ok, e = pcall(m.native) return ok, e:x()", object), [false, 1]);
});

Deno.test("errors keep their values and name file, line and function", () => {
  const { value, traceback } = raised("\nlocal t = {}\nlocal function f() t.x.y = 1 end\nlocal ok = f()");
  assert.equal(value, "script.lua:3: attempt to index a nil value (field 'x')");
  assert.deepEqual(traceback, [
    "script.lua:3: in function 'f' (app:script)",
    "script.lua:4: in function <script.lua:1> (app:script)",
  ]);
  assert.equal(raised("error('plain', 0)").value, "plain");
  assert.equal(raised("error()").value, undefined);
  assert.ok(raised("error({})").value instanceof LuaTable);
});

Deno.test("runaway recursion is a Lua error and its traceback is short", () => {
  const { value, traceback } = raised("local function f() return 1 + f() end return f()");
  assert.match(String(value), /^script\.lua:1: stack overflow/);
  assert.equal(traceback.length, 31);
  assert.match(traceback[20]!, /^\.\.\. \d+ more calls$/);
  const bodies = [
    "local t t = setmetatable({}, { __index = function(_, k) return t[k] end }) return t.x",
    "local function f() return (string.gsub('a', 'a', f)) end return f()",
    "local function f() return pcall(f) end return assert(select(-2, f()))",
    "local function f() return coroutine.wrap(f)() end return f()",
    "local t t = setmetatable({}, { __tostring = function() return tostring(t) end }) return tostring(t)",
  ];
  for (const body of bodies) assert.match(String(raised(body).value), /stack overflow|error in error handling/, body);
});

Deno.test("compile() reports what is not Lua with line and column", () => {
  const problems: [string, string, number, number | undefined][] = [
    ["local x =\n\nlocal y", "unexpected symbol near 'local'", 3, 1],
    ["x = = 1", "unexpected symbol near '='", 1, undefined],
    ["if x then", "'end' expected near <eof>", 1, undefined],
    ["local s = 'unfinished", "unfinished string near <eof>", 1, undefined],
    ["goto nowhere", "no visible label 'nowhere' for <goto> at line 1", 1, undefined],
    ["return 1 2", "<eof> expected near '2'", 1, 10],
  ];
  for (const [source, message, line, column] of problems) {
    assert.throws(
      () => fengariEngine.compile(parse(source), { entryId: "app:bad", file: "bad.lua" }),
      (error) => {
        assert.ok(error instanceof LuaSyntaxError);
        assert.deepEqual([error.message, error.line, error.column], [message, line, column]);
        return true;
      },
    );
  }
});

Deno.test("compile() skips a byte order mark and takes any line ends", () => {
  assert.throws(
    () => fengariEngine.compile(parse("\uFEFFlocal x = 1\r\nlocal = 2"), { entryId: "app:bad", file: "bad.lua" }),
    (error) => error instanceof LuaSyntaxError && error.line === 2 && error.column === 7,
  );
});

Deno.test("positions show the whole file name", () => {
  const file = `${"folder/".repeat(30)}é.lua`;
  const chunk = testEngine.compile(parse("error('x')"), { entryId: "app:long", file });
  assert.throws(
    () => start({ ...program(""), entryId: "app:long", chunk }),
    (error) => error instanceof Error && error.message === `${file}:1: x`,
  );
});

Deno.test("table keys are told apart byte for byte", () => {
  const values = evaluate(`
    local t = { ["\\10A\\10"] = 1, ["\\xa4\\x1a"] = 2, ["\\1\\35"] = 3, ["\\18\\3"] = 4 }
    return t["\\10A\\10"], t["\\xa4\\x1a"], t["\\1\\35"], t["\\18\\3"], "\\10A\\10" < "\\xa4\\x1a"
  `);
  assert.deepEqual(values, [1, 2, 3, 4, true]);
});

Deno.test("pairs() gives 1 to n, then the other keys in the order of insertion", () => {
  const keysOf = "local function keys(t) local list = {} for k in pairs(t) do list[#list + 1] = k end return list end ";
  const keys = (body: string) => evaluate(`${keysOf} local t = {} ${body} return keys(t)`)[0];
  assert.deepEqual(keys("t.z = 1 t.a = 2 t[3] = 3 t.m = 4 t.a = nil t.b = 5 t.a = 6"), ["z", 3, "m", "b", "a"]);
  assert.deepEqual(keys("t.x = 1 t[2] = 2 t[0] = 0 t[1] = 1 t[3] = 3 t[1.5] = 1 t[-1] = 1"), [
    1,
    2,
    3,
    "x",
    0,
    1.5,
    -1,
  ]);
  assert.deepEqual(keys("t = { 'a', 'b', n = 2, 'c' }"), [1, 2, 3, "n"]);
  assert.deepEqual(keys(""), []);
});

Deno.test("pairs() survives removal of what it has given", () => {
  const values = evaluate(`
    local t, seen = { 1, 2, 3, a = 4, b = 5 }, {}
    for k in pairs(t) do
      for inner in pairs(t) do seen[#seen + 1] = tostring(inner) break end
      seen[#seen + 1] = tostring(k)
      t[k] = nil
    end
    return table.concat(seen, " "), next(t), select(2, pcall(next, t, "never there"))
  `);
  assert.deepEqual(values, ["1 1 2 2 3 3 a a b b", null, "invalid key to 'next'"]);
});

Deno.test("createLibrary() cannot be written to", () => {
  const options = withNative(() => 1);
  for (
    const write of ["m.native = 1", "m.new = 1", "rawset(m, 'native', 1)", "string.format = nil", "table.insert(m, 1)"]
  ) {
    assert.match(String(raised(write, options).value), /attempt to write to a read-only table/, write);
  }
  assert.deepEqual(evaluate("return getmetatable(m), pcall(setmetatable, m, {})", options).slice(0, 2), [false, false]);
  assert.deepEqual(evaluate("local n = {} for k, v in pairs(m) do n[#n + 1] = k .. type(v) end return n", options), [[
    "nativefunction",
  ]]);
});

Deno.test("LuaState.close() lets a state go", () => {
  const { context } = start(program("return print"));
  context.state.close();
  assert.throws(() => context.state.context);
});
