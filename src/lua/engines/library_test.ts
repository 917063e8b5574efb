import assert from "node:assert/strict";
import { luaEngines } from "../../../tests/support/lua_engines.ts";
import { evaluate, runScript } from "../../../tests/support/lua_script.ts";
import { ascii, type Data, fromLatin1 } from "../../base/mod.ts";
import { testEngine } from "../../../tests/support/test_engine.ts";

/** Values of expressions, each by itself. */
function each(expressions: Record<string, Data>): void {
  for (const [expression, expected] of Object.entries(expressions)) {
    assert.deepEqual(evaluate(`return ${expression}`)[0], expected, expression);
  }
}

function fails(expressions: Record<string, RegExp>): void {
  for (const [expression, problem] of Object.entries(expressions)) {
    const state = runScript(`return ${expression}`);
    if (state.type !== "raised") assert.fail(`${expression} raised nothing`);
    assert.match(String(state.value), problem, expression);
  }
}

Deno.test("only the libraries of the contract are open", () => {
  const names =
    evaluate("local list = {} for name in pairs(_G) do list[#list + 1] = name end table.sort(list) return list")[0];
  const expected =
    "_G _VERSION assert channel collectgarbage coroutine debug error getmetatable host ipairs math next pairs pcall print " +
    "rawequal rawget rawlen rawset require select setmetatable string table tonumber tostring type unpack utf8 xpcall";
  assert.deepEqual(names, expected.split(" "));
  const members = (library: string) =>
    evaluate(
      `local list = {} for name in pairs(${library}) do list[#list + 1] = name end table.sort(list) return table.concat(list, " ")`,
    )[0];
  assert.equal(
    members("string"),
    "byte char find format gmatch gsub len lower match pack packsize rep reverse sub unpack upper",
  );
  assert.equal(members("table"), "concat insert move pack remove sort unpack");
  assert.equal(members("coroutine"), "close create isyieldable resume running spawn status wrap yield");
  assert.equal(members("utf8"), "char charpattern codepoint codes len offset");
  assert.equal(members("debug"), "traceback");
  assert.equal(
    members("math"),
    "abs acos asin atan atan2 ceil cos cosh deg exp floor fmod huge log log10 max maxinteger min mininteger modf pi pow rad " +
      "random randomseed sin sinh sqrt tan tanh tointeger type ult",
  );
});

Deno.test("numbers print and compute as the contract says", () => {
  each({
    "tostring(5.0)": ascii("5"),
    '5.0 .. ""': ascii("5"),
    "tostring(1/0) .. tostring(-1/0)": ascii("inf-inf"),
    "(tostring(0/0):gsub('^-', ''))": ascii("nan"),
    "tostring(0.1)": ascii("0.1"),
    "tostring(1e100)": ascii("1e+100"),
    "tostring(1e-7)": ascii("1e-07"),
    "tostring(0.1 + 0.2)": ascii("0.3"),
    "tostring(123456.789)": ascii("123456.789"),
    "tostring(2^53)": ascii("9007199254740992"),
    "tostring(2^60)": ascii("1.1529215046068e+18"),
    "tostring(-0.0)": ascii("0"),
    "2147483647 + 1": 2147483648,
    "-2147483648 - 1": -2147483649,
    "24 * 60 * 60 * 1000 * 30": 2592000000,
    "0xFFFFFFFF": 4294967295,
    "-0x10": -16,
    "3000000000 // 7": 428571428,
    "-7 // 2": -4,
    "-7 % 3": 2,
    "5.5 // 2": 2,
    "6 / 2": 3,
    "7 & 3 | 8 ~ 1": 11,
    "1 << 4": 16,
    "~0": -1,
    "({ [3000000000] = 1 })[3e9]": 1,
    "({ [1.0] = 'one' })[1]": ascii("one"),
    '"10" + 5': 15,
    "10 .. 20": ascii("1020"),
  });
  assert.deepEqual(evaluate("local n = 0 for i = 2147483646, 2147483650 do n = n + 1 end return n"), [5]);
});

Deno.test("tonumber() reads Lua's numerals", () => {
  each({
    'tonumber("3000000000")': 3000000000,
    'tonumber(" 0x1F ")': 31,
    'tonumber("1e3")': 1000,
    'tonumber("7fffffffff", 16)': 549755813887,
    'tonumber(" -Zz ", 36)': -1295,
    'tonumber("9", 8) == nil': true,
    'tonumber("") == nil and tonumber("1x") == nil and tonumber({}) == nil': true,
    "tonumber(5)": 5,
  });
  fails({
    "tonumber()": /bad argument #1 to 'tonumber'/,
    'tonumber("1", 99)': /bad argument #2 to 'tonumber' \(base out of range\)/,
    "tonumber(1, 10)": /bad argument #1 to 'tonumber' \(string expected, got number\)/,
  });
});

Deno.test("string.format() formats", () => {
  each({
    '("%d %i %5d|%-5d|%05d|%+d"):format(3000000000, 5.0, 42, 42, 42, 42)': ascii("3000000000 5    42|42   |00042|+42"),
    '("%u"):format(7)': ascii("7"),
    '("%x %X %#x %o"):format(255, 255, 255, 8)': ascii("ff FF 0xff 10"),
    '("%x"):format(2^40)': ascii("10000000000"),
    '("%x"):format(-1)': ascii("ffffffffffffffff"),
    '("%.2f|%8.3f|%-8.1f|%f"):format(3.14159, 2.5, 1.25, 1e15)': ascii(
      "3.14|   2.500|1.2     |1000000000000000.000000",
    ),
    '("%.0f"):format(2^70)': ascii("1180591620717411303424"),
    '("%e %.1E %g %g %g"):format(12345.678, 0.5, 1e20, 0.0001, 100000)': ascii(
      "1.234568e+04 5.0E-01 1e+20 0.0001 100000",
    ),
    '("%g %G"):format(1e-10, 1e-10)': ascii("1e-10 1E-10"),
    '("%s|%5s|%-5s|%.2s"):format("x", "x", "x", "xyz")': ascii("x|    x|x    |xy"),
    '("%s %s %s"):format(nil, true, setmetatable({}, { __tostring = function() return "custom" end }))': ascii(
      "nil true custom",
    ),
    '("%c%c"):format(72, 105)': ascii("Hi"),
    '("%q"):format("a\\n\\0\\"\\\\1")': ascii('"a\\\n\\0\\"\\\\1"'),
    '("%5.1f%%"):format(99.55)': ascii(" 99.5%"),
    '("%.0f %.0f %.0f %.2f %.2f"):format(0.5, 1.5, 2.5, 0.125, 0.375)': ascii("0 2 2 0.12 0.38"),
    '("%f %d"):format("1.5", "10")': ascii("1.500000 10"),
    '("%f"):format(1/0)': ascii("inf"),
  });
  fails({
    '("%d"):format(5.5)': /bad argument #2 to 'format' \(number has no integer representation\)/,
    '("%d"):format("x")': /bad argument #1 to 'format' \(number expected, got string\)/,
    '("%d"):format()': /bad argument #2 to 'format' \(no value\)/,
    '("%y"):format(1)': /invalid conversion '%y' to 'format'/,
    '("%"):format(1)': /invalid conversion '%' to 'format'/,
    '("%123d"):format(1)': /invalid format \(width or precision too long\)/,
  });
});

Deno.test("string functions find, match and replace", () => {
  each({
    '{ ("hello world"):find("o w") }': [5, 7],
    '{ ("a.b"):find(".", 1, true) }': [2, 2],
    '{ ("hello"):find("l+", -3) }': [3, 4],
    '{ (""):find("") }': [1, 0],
    '("x"):find("y") == nil and ("x"):find("", 3) == nil': true,
    '{ ("key = val"):match("(%w+)%s*=%s*(%w+)") }': [ascii("key"), ascii("val")],
    '{ ("abc"):match("()b()") }': [2, 3],
    '("  trim  "):match("^%s*(.-)%s*$")': ascii("trim"),
    '("f(a(b)c)d"):match("%b()")': ascii("(a(b)c)"),
    '("THE (quick) fox"):find("%f[%a]%a+%f[%A]")': 1,
    '("2024-01-02"):gsub("(%d+)-(%d+)-(%d+)", "%3/%2/%1")': ascii("02/01/2024"),
    '("hello"):gsub("", "-")': ascii("-h-e-l-l-o-"),
    '("hello"):gsub("l", { l = "L" })': ascii("heLLo"),
    '("hello"):gsub("l", function() return false end)': ascii("hello"),
    '("abc"):gsub("%w", "%0%0", 2)': ascii("aabbc"),
    '("abc"):gsub("^a", "x")': ascii("xbc"),
    '("$x"):gsub("%$(%w)", "%%%1")': ascii("%x"),
    '("\\0a\\0"):gsub("%z", "0")': ascii("0a0"),
    '("[]]"):match("[]]+")': ascii("]]"),
    '("a-z"):match("[a%-]+")': ascii("a-"),
    '("x=1, y=2"):gsub("(%w)=(%w)", "%2=%1")': ascii("1=x, 2=y"),
    '("aa"):match("(a)%1")': ascii("a"),
    '("ab12"):match("^%a+()")': 3,
    '("x"):rep(3, ",")': ascii("x,x,x"),
    '("x"):rep(0) .. ("x"):rep(-1)': ascii(""),
  });
  assert.deepEqual(
    evaluate('local t = {} for k, v in ("a=1, b=2"):gmatch("(%w)=(%w)") do t[#t + 1] = k .. v end return t'),
    [["a1", "b2"]],
  );
  assert.deepEqual(evaluate('local n = 0 for _ in ("abc"):gmatch("") do n = n + 1 end return n'), [4]);
});

Deno.test("string functions refuse malformed patterns", () => {
  fails({
    '("x"):find("[a")': /malformed pattern \(missing '\]'\)/,
    '("x"):find("%")': /malformed pattern \(ends with '%'\)/,
    '("x"):find("%b(")': /missing arguments to '%b'/,
    '("x"):find("%fa")': /missing '\[' after '%f' in pattern/,
    '("x"):find("(x")': /unfinished capture/,
    '("x"):match("x)")': /invalid pattern capture/,
    '("x"):find("%1")': /invalid capture index %1/,
    '("x"):gsub("x", "%2")': /invalid capture index %2 in replacement string/,
    '("x"):gsub("x", "%y")': /invalid use of '%' in replacement string/,
    '("x"):gsub("x", function() return {} end)': /invalid replacement value/,
    '("x"):gsub("x", true)': /bad argument #\d to 'gsub' \(string\/function\/table expected\)/,
  });
});

Deno.test("long natives are bounded", () => {
  fails({
    '("x"):rep(1e9)': /resulting string too large/,
    '("x"):rep(1e15)': /resulting string too large/,
    // fengari can only compare and print an integer of 64 bits.
    '("x"):rep(math.maxinteger)': testEngine.name === "fengari" ? /number expected/ : /resulting string too large/,
    // fengari clamps the count.
    '("x"):rep(1e300)': testEngine.name === "fengari"
      ? /resulting string too large/
      : /number has no integer representation/,
    '("a"):rep(400):find(".-.-.-.-.-b$")': /pattern matching takes too long on this text/,
    '("a"):rep(30):match(("a?"):rep(30) .. ("a"):rep(30) .. "b")':
      /pattern matching takes too long|pattern too complex/,
    '("(" ):rep(2e5):find(("%("):rep(300) .. ("a*"):rep(250) .. "b")': /pattern too complex|too long/,
    'table.concat(setmetatable({}, { __len = function() return 1e6 end, __index = function() return ("x"):rep(1000) end }))':
      /resulting string too large/,
    '("x"):rep(5000):gsub("x", ("y"):rep(5000))': /resulting string too large/,
    '("%s%s"):format(("x"):rep(9e6), ("x"):rep(9e6))': /resulting string too large/,
    "table.sort(setmetatable({}, { __len = function() return 1e8 end }))": /table is too large/,
    "table.insert(setmetatable({}, { __len = function() return 1e8 end }), 1, 0)": /table is too large/,
    "table.move({}, 1, 1e8, 2)": /too many elements to move/,
    "unpack({}, 1, 1e7)": /too many results to unpack/,
  });
});

Deno.test("table functions work", () => {
  each({
    'table.concat({ 1, 2.5, "x" }, ", ")': ascii("1, 2.5, x"),
    'table.concat({ "a", "b", "c" }, "", 2, 3)': ascii("bc"),
    "{ unpack({ 1, 2, 3 }, 2) }": [2, 3],
    "table.pack(1, nil, 3).n": 3,
    "table.move({ 1, 2, 3 }, 1, 3, 2)": [1, 1, 2, 3],
  });
  assert.deepEqual(
    evaluate(
      "local t = { 1, 3 } table.insert(t, 2, 2) table.insert(t, 4) return t, table.remove(t, 1), table.remove(t), t",
    ),
    [
      [2, 3],
      1,
      4,
      [2, 3],
    ],
  );
  fails({
    "table.concat({ 1, {} })": /invalid value \(at index 2\) in table for 'concat'/,
    "table.concat(5)": /bad argument #1 to 'concat' \(table expected, got number\)/,
    "table.insert({}, 5, 1)": /position out of bounds/,
  });
});

Deno.test("table.sort() is stable, takes any comparison and makes the same comparisons every time", () => {
  each({
    "(function() local t = { 3, 1, 2, 10 } table.sort(t) return t end)()": [1, 2, 3, 10],
    '(function() local t = { "b", "a", "B", "\\xff" } table.sort(t) return t end)()': [
      ascii("B"),
      ascii("a"),
      ascii("b"),
      fromLatin1("\xff"),
    ],
    "(function() local t = { 3, 1, 2 } table.sort(t, function(a, b) return a > b end) return t end)()": [3, 2, 1],
    "(function() local t = {} table.sort(t) return #t end)()": 0,
  });
  assert.deepEqual(
    evaluate(`
      local t = {}
      for i = 1, 50 do t[i] = { key = i % 3, i = i } end
      table.sort(t, function(a, b) return a.key < b.key end)
      for i = 2, 50 do
        local a, b = t[i - 1], t[i]
        if a.key > b.key or (a.key == b.key and a.i > b.i) then return "unstable" end
      end
      return "stable"
    `),
    ["stable"],
  );
  assert.deepEqual(
    evaluate(`
      local t = {} for i = 1, 200 do t[i] = i end
      table.sort(t, function() return true end)
      table.sort(t, function() return false end)
      return #t
    `),
    [200],
  );
  const comparisons = `
    local log, t = {}, {}
    for i = 1, 300 do t[i] = (i * 7919) % 307 end
    table.sort(t, function(a, b) log[#log + 1] = a .. ":" .. b return a < b end)
    return table.concat(log, " ")
  `;
  assert.deepEqual(evaluate(comparisons), evaluate(comparisons));
  fails({
    'table.sort({ 1, "x" })': /attempt to compare (number with string|string with number)/,
    "table.sort({ 1, 2 }, 5)": /bad argument #2 to 'sort' \(function expected/,
    "table.sort({ {}, {} })": /attempt to compare two table values/,
  });
});

Deno.test("math.random() draws from the world, or from the state's own seed", () => {
  const random = () => 0.75;
  assert.deepEqual(evaluate("return math.random(), math.random(4), math.random(10, 20)", { random }), [0.75, 4, 18]);
  const body =
    "math.randomseed(...) local t = {} for i = 1, 20 do t[i] = math.random(1000) end return table.concat(t, ' ')";
  const once = evaluate(body, { args: [42] });
  assert.deepEqual(evaluate(body, { args: [42] }), once);
  assert.notDeepEqual(evaluate(body, { args: [43] }), once);
  assert.deepEqual(evaluate("return math.random()", { random }), [0.75]);
  fails({
    "math.random(0)": /bad argument #1 to 'random' \(interval is empty\)/,
    "math.random(2, 1)": /bad argument #2 to 'random' \(interval is empty\)/,
    "math.random(1.5)": /number has no integer representation/,
    "math.random(1, 2, 3)": /wrong number of arguments/,
  });
});

Deno.test("math functions compute", () => {
  each({
    "math.floor(3.7) + math.ceil(3.2)": 7,
    "math.floor(3e9) + math.floor(3e9)": 6000000000,
    "{ math.modf(3.75) }": [3, 0.75],
    "{ math.modf(-1/0) }": [-Infinity, 0],
    "math.max(1, 5, 3) - math.min(4, 2)": 3,
    "math.fmod(-7, 3)": -1,
    "math.log(8, 2) + math.log10(1000) + math.pow(2, 3)": 14,
    "math.type(3000000000) .. math.type(5.0) .. math.type(0.5) .. tostring(math.type('1'))": ascii(
      "integerintegerfloatnil",
    ),
    "math.tointeger(2^53)": 9007199254740992,
    'math.tointeger(1.5) == nil and math.tointeger("8") == 8': true,
    "math.maxinteger": 2n ** 63n - 1n,
    "math.ult(1, -1)": true,
    'math.abs("-3")': 3,
    "math.atan(1, 1) == math.atan2(1, 1)": true,
  });
  fails({
    "math.floor({})": /bad argument #1 to 'floor' \(number expected, got table\)/,
    "math.max()": /bad argument #1 to 'max' \(number expected, got no value\)/,
    "math.fmod(1, 0)": /bad argument #2 to 'fmod' \(zero\)/,
  });
});

Deno.test("print() hands its line to the world with the caller's position", () => {
  const lines: string[] = [];
  const body =
    '\nprint("héllo", 5.0, nil, setmetatable({}, { __tostring = function() return "custom" end }))\n\nprint()';
  evaluate(body, { print: (line) => lines.push(line) });
  assert.deepEqual(lines, ["script.lua:2 héllo 5 nil custom", "script.lua:4 "]);
});

Deno.test("require() gives the global of that name", () => {
  each({ "require('string') == string": true });
  fails({ "require('nope')": /:1: module 'nope' not found/, "require()": /bad argument #1 to 'require'/ });
});

Deno.test("error(), assert(), pcall() and xpcall() as in Lua", () => {
  each({
    "{ pcall(error, 'text') }": [false, ascii("text")],
    "{ pcall(function() error('text') end) }": [false, ascii("script.lua:1: text")],
    "{ pcall(function() error('text', 2) end) }": [false, ascii("text")],
    "select(2, pcall(error, { code = 5 })).code": 5,
    "{ pcall(assert, false) }": [false, ascii("assertion failed!")],
    "{ pcall(assert, nil, 'why') }": [false, ascii("why")],
    "select('#', pcall(function() return nil, nil end))": 3,
    "{ xpcall(function(a, b) return a + b end, print, 1, 2) }": [true, 3],
    "{ xpcall(function() error('x', 0) end, function(m) return m .. '!' end) }": [false, ascii("x!")],
  });
});

Deno.test("tostring() of tables and functions depends on the state's history only", () => {
  const body =
    "local t, f, co = {}, function() end, coroutine.create(print) return tostring(t), tostring(f), tostring(co), tostring(print)";
  assert.deepEqual(evaluate(body), evaluate(body));
  assert.match(String(evaluate(body)[0]), /^table: 0x[0-9a-f]+$/);
});

Deno.test("string.pack() makes no string that is too long", () => {
  fails({ [`string.pack("c999999999", "x")`]: /resulting string too large/ });
  fails({ [`string.pack(("c1000000"):rep(100), ${Array(100).fill('"x"').join(", ")})`]: /resulting string too large/ });
});

for (const engine of Object.values(luaEngines)) {
  Deno.test(`a traceback in a message handler shows where the error was raised (${engine.name})`, () => {
    const outcome = runScript(
      `local function inner()
        error("deep", 0)
      end
      local _, text = xpcall(function() local r = inner() return r end, function(m) return debug.traceback(m, 2) end)
      return text`,
      { engine },
    );
    assert.match(outcome.type === "returned" ? String(outcome.values[0]) : "", /^deep\nstack traceback:\n\t.*:2: in /);
  });

  Deno.test(`a message handler that fails is called with its own error (${engine.name})`, () => {
    const outcome = runScript(
      `local calls = 0
      local co = coroutine.wrap(function()
        return xpcall(error, function(m)
          calls = calls + 1
          if calls == 1 then error("second", 0) end
          return m .. calls
        end, "first", 0)
      end)
      return co()`,
      { engine },
    );
    assert.deepEqual(outcome.type === "returned" && outcome.values, [false, "second2"]);
  });
}
