import type { Case } from "./case.ts";

export const coroutines: readonly Case[] = [
  [
    "local co = coroutine.create(function(a, b) local c = coroutine.yield(a + b) local d, e = coroutine.yield(c * 2) return d, e end) return coroutine.resume(co, 1, 2)",
    "true|3",
  ],
  [
    "local co = coroutine.create(function(a) local b = coroutine.yield(a) return a + b end) local r = {coroutine.resume(co, 1)} local s = {coroutine.resume(co, 10)} return r[2], s[2], coroutine.status(co)",
    "1|11|dead",
  ],
  [
    "local co = coroutine.create(function() return 1 end) coroutine.resume(co) return coroutine.resume(co)",
    "false|cannot resume dead coroutine",
  ],
  ['local co = coroutine.create(function() error("oops") end) return coroutine.resume(co)', "false|case:1: oops"],
  ["local co = coroutine.create(function() error({}) end) return coroutine.resume(co) == false", "true"],
  [
    'local co = coroutine.create(function() error("x", 0) end) coroutine.resume(co) return coroutine.status(co)',
    "dead",
  ],
  ["local f = coroutine.wrap(function() for i = 1, 3 do coroutine.yield(i) end end) return f(), f(), f()", "1|2|3"],
  ["local f = coroutine.wrap(function() return 1, 2 end) return f()", "1|2"],
  ['local f = coroutine.wrap(function() error("w", 0) end) return pcall(f)', "false|w"],
  ["local f = coroutine.wrap(function() end) f() return pcall(f)", "false|cannot resume dead coroutine"],
  [
    'local t = {} for v in coroutine.wrap(function() for i = 1, 3 do coroutine.yield(i * i) end end) do t[#t + 1] = v end return table.concat(t, " ")',
    "1 4 9",
  ],
  [
    "local co co = coroutine.create(function() return coroutine.status(co), coroutine.running() == co end) return select(2, coroutine.resume(co))",
    "running|true",
  ],
  ["local co = coroutine.create(function() end) return coroutine.status(co), type(co)", "suspended|thread"],
  ["select(2, coroutine.running())", "true"],
  [
    "pcall(coroutine.resume, 1)",
    "false|bad argument #1 to 'resume' (coroutine expected)",
    ["puc", "fengari"],
    "message",
  ],
  ["pcall(coroutine.create, 1)", "false|bad argument #1 to 'create' (function expected, got number)", [
    "puc",
    "fengari",
  ], "message"],
  [
    "pcall(coroutine.wrap, {})",
    "false|bad argument #1 to 'wrap' (function expected, got table)",
    ["puc", "fengari"],
    "message",
  ],
  ["pcall(coroutine.yield, 1)", "false|attempt to yield from outside a coroutine"],
  [
    'local co = coroutine.wrap(function() return pcall(function() coroutine.yield(1) error("after", 0) end) end) co() return co()',
    "false|after",
  ],
  [
    'local co = coroutine.wrap(function() local ok, v = pcall(coroutine.yield, "y") return ok, v end) return co(), co("back")',
    "y|true|back",
  ],
  [
    'local co = coroutine.wrap(function() local t = setmetatable({}, {__index = function(_, k) return coroutine.yield(k) end}) return t.foo .. "!" end) return co(), co("bar")',
    "foo|bar!",
  ],
  [
    'local co = coroutine.wrap(function() local t = setmetatable({}, {__add = function(a, b) return coroutine.yield(b) end}) return t + 5 end) return co(), co("sum")',
    "5|sum",
  ],
  [
    'local co = coroutine.wrap(function() local t = setmetatable({}, {__lt = function() return coroutine.yield("lt") end}) return t < t end) return co(), co(1)',
    "lt|true",
  ],
  [
    'local co = coroutine.wrap(function() local t = setmetatable({}, {__eq = function() return coroutine.yield("eq") end}) return t == setmetatable({}, getmetatable(t)) end) return co(), co(false)',
    "eq|false",
  ],
  [
    'local co = coroutine.wrap(function() local t = setmetatable({}, {__call = function(_, x) return coroutine.yield(x) end}) return t("c") end) return co(), co("r")',
    "c|r",
  ],
  [
    'local co = coroutine.wrap(function() local t = setmetatable({}, {__newindex = function(t, k, v) rawset(t, k, coroutine.yield(v)) end}) t.a = 1 return t.a end) return co(), co("n")',
    "1|n",
  ],
  [
    'local co = coroutine.wrap(function() local t = setmetatable({}, {__concat = function(a, b) return coroutine.yield("cat") end}) return "x" .. t end) return co(), co("done")',
    "cat|done",
  ],
  [
    'local co = coroutine.wrap(function() local t = setmetatable({}, {__len = function() return coroutine.yield("len") end}) return #t end) return co(), co(9)',
    "len|9",
  ],
  [
    'local co = coroutine.wrap(function() for k, v in (function(s, c) if not c then return coroutine.yield("it"), 2 end end) do return k, v end end) return co(), co("k")',
    "it|k|2",
  ],
  [
    "local outer = coroutine.wrap(function() local inner = coroutine.wrap(function() coroutine.yield(1) coroutine.yield(2) end) coroutine.yield(inner()) coroutine.yield(inner()) end) return outer(), outer()",
    "1|2",
  ],
  [
    "local co co = coroutine.create(function() return coroutine.resume(co) end) return coroutine.resume(co)",
    "true|false|cannot resume non-suspended coroutine",
  ],
  [
    "local a a = coroutine.create(function() local b = coroutine.create(function() return coroutine.status(a) end) return select(2, coroutine.resume(b)) end) return coroutine.resume(a)",
    "true|normal",
  ],
  [
    "local function gen(n) return coroutine.wrap(function() for i = 1, n do coroutine.yield(i) end end) end local s = 0 for i in gen(100) do s = s + i end return s",
    "5050",
  ],
  [
    'local co = coroutine.wrap(function(...) local n = select("#", ...) while true do n = n + select("#", coroutine.yield(n)) end end) return co(1, 2), co(), co(1, 2, 3)',
    "2|2|5",
  ],
  [
    'local function rec(n) if n == 0 then coroutine.yield("deep") return 0 end return 1 + rec(n - 1) end local co = coroutine.wrap(rec) return co(200), co()',
    "deep|200",
  ],
  [
    "local co = coroutine.create(function() coroutine.yield() end) coroutine.resume(co) coroutine.resume(co) return coroutine.status(co)",
    "dead",
  ],
  [
    'local co = coroutine.wrap(function() return xpcall(function() coroutine.yield(1) error("e", 0) end, function(m) return m .. "!" end) end) return co(), co()',
    "1|false|e!",
  ],
  [
    "local co = coroutine.wrap(function() local x = 1 local function f() x = x + 1 coroutine.yield(x) return x end f() f() return x end) return co(), co(), co()",
    "2|3|3",
  ],
  [
    "local co = coroutine.wrap(function(a, ...) local b, c = coroutine.yield(...) return a, b, c, ... end) return co(1, 2, 3), co(4, 5)",
    "2|1|4|5|2|3",
  ],
  [
    "local co = coroutine.wrap(function() local t = {coroutine.yield(1), coroutine.yield(2), (coroutine.yield(3))} return t[1] + t[2] + t[3] end) co() co(10) co(20) return co(30)",
    "60",
  ],
  [
    'local co = coroutine.wrap(function() local s = coroutine.yield() .. coroutine.yield() return s end) co() co("a") return co("b")',
    "ab",
  ],
  [
    'local co = coroutine.wrap(function() if coroutine.yield(1) and coroutine.yield(2) then return "yes" end return "no" end) co() co(true) return co(false)',
    "no",
  ],
  [
    'local co = coroutine.wrap(function() local i = 0 while i < 3 do i = i + coroutine.yield(i) end return "end" .. i end) co() co(1) return co(2)',
    "end3",
  ],
  [
    'local co = coroutine.wrap(function() for i = coroutine.yield(), coroutine.yield(), coroutine.yield() do coroutine.yield("i" .. i) end return "e" end) co() co(1) co(5) return co(2), co(), co(), co()',
    "i1|i3|i5|e",
  ],
  [
    'local co = coroutine.wrap(function() ::top:: local v = coroutine.yield() if v then goto top end return "fin" end) co() co(1) co(2) return co()',
    "fin",
  ],
  [
    'local co = coroutine.wrap(function() return coroutine.yield(1), coroutine.yield(2) end) co() co("a") return co("b", "c")',
    "a|b|c",
  ],
  [
    'local co = coroutine.wrap(function() local t = {} t[coroutine.yield("k")] = coroutine.yield("v") return t.x end) co() co("x") return co("val")',
    "val",
  ],
  [
    "local n = 0 local co = coroutine.wrap(function() repeat n = n + 1 local stop = coroutine.yield(n) until stop return n end) co() co() return co(true)",
    "2",
  ],
];
