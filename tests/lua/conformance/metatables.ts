import type { Case } from "./case.ts";

export const metatables: readonly Case[] = [
  [
    'local mt = {__add = function(a, b) return "add" end} local t = setmetatable({}, mt) return t + 1, 1 + t, t + t',
    "add|add|add",
  ],
  [
    'local mt = {} for _, k in ipairs{"sub", "mul", "div", "mod", "pow", "idiv", "unm", "concat", "band", "bor", "bxor", "shl", "shr", "bnot"} do mt["__" .. k] = function() return k end end local t = setmetatable({}, mt) return t - 1, t * 1, t / 1, t % 1, t ^ 1, t // 1, -t, t .. "", t & 1, t | 1, t ~ 1, t << 1, t >> 1, ~t',
    "sub|mul|div|mod|pow|idiv|unm|concat|band|bor|bxor|shl|shr|bnot",
  ],
  [
    'local t = setmetatable({}, {__concat = function(a, b) return "cat" end}) return t .. "x", "x" .. t, 1 .. t, t .. t',
    "cat|cat|cat|cat",
  ],
  [
    "local mt = {__eq = function(a, b) return true end} local a, b = setmetatable({}, mt), setmetatable({}, mt) return a == b, a ~= b, a == {}, a == 1",
    "true|false|true|false",
  ],
  [
    "local mt = {__lt = function(a, b) return a.v < b.v end, __le = function(a, b) return a.v <= b.v end} local a, b = setmetatable({v = 1}, mt), setmetatable({v = 2}, mt) return a < b, a > b, a <= b, a >= b",
    "true|false|true|false",
  ],
  ["local t = setmetatable({}, {__lt = function() return 1 end}) return t < t, not (t < t)", "true|false"],
  ["local t = setmetatable({}, {__len = function() return 42 end}) return #t", "42"],
  ["local t = setmetatable({}, {__call = function(self, a, b) return a, b end}) return t(1, 2)", "1|2"],
  [
    'local t = setmetatable({}, {__call = setmetatable({}, {__call = function(a, b, c) return c end})}) return t("x")',
    "x",
    ["puc5.3", "fengari"],
    "library",
  ],
  ['local t = setmetatable({}, {__index = function(t, k) return k .. "!" end}) return t.foo, t[1]', "foo!|1!"],
  ["local t = setmetatable({a = 1}, {__index = {b = 2}}) return t.a, t.b, t.c", "1|2|nil"],
  [
    "local a = {x = 1} local b = setmetatable({}, {__index = a}) local c = setmetatable({}, {__index = b}) return c.x",
    "1",
  ],
  [
    "local log = {} local t = setmetatable({}, {__newindex = function(t, k, v) rawset(t, k, v * 2) end}) t.x = 5 t.x = 7 return t.x",
    "7",
  ],
  ['local store = {} local t = setmetatable({}, {__newindex = store}) t.x = 1 return rawget(t, "x"), store.x', "nil|1"],
  [
    'local t = setmetatable({}, {__tostring = function() return "T!" end}) return tostring(t), ("%s"):format(t)',
    "T!|T!",
  ],
  ["pcall(tostring, setmetatable({}, {__tostring = function() return 1 end}))", "true|1"],
  ['local t = setmetatable({}, {__name = "My"}) return tostring(t):match("^My: ") ~= nil', "true"],
  ['getmetatable({}), getmetatable(setmetatable({}, {__metatable = "locked"}))', "nil|locked"],
  ["pcall(setmetatable, setmetatable({}, {__metatable = 1}), {})", "false|cannot change a protected metatable"],
  [
    "pcall(setmetatable, 1, {})",
    "false|bad argument #1 to 'setmetatable' (table expected, got number)",
    ["fengari"],
    "message",
  ],
  [
    "pcall(setmetatable, {}, 1)",
    "false|bad argument #2 to 'setmetatable' (nil or table expected)",
    ["fengari", "puc5.4"],
    "message",
  ],
  ["local t = setmetatable({}, nil) return getmetatable(t)", "nil"],
  [
    "local A = {} A.__index = A function A.new(x) return setmetatable({x = x}, A) end function A:get() return self.x end local B = setmetatable({}, {__index = A}) B.__index = B function B.new(x) return setmetatable({x = x}, B) end function B:twice() return self:get() * 2 end return B.new(4):twice(), A.new(3):get()",
    "8|3",
  ],
  [
    "local t = setmetatable({}, {__index = function(t, k) rawset(t, k, k * 2) return k * 2 end}) return t[4], rawget(t, 4)",
    "8|8",
  ],
  [
    'local t = setmetatable({}, {__pairs = function(t) return function(_, k) if not k then return 1, "x" end end, t, nil end}) local s = "" for k, v in pairs(t) do s = s .. k .. v end return s',
    "1x",
  ],
  [
    "local t = setmetatable({}, {__index = function(_, i) if i <= 3 then return i * 10 end end}) local s = 0 for i, v in ipairs(t) do s = s + v end return s",
    "60",
  ],
  ["local t = setmetatable({1, 2}, {}) local s = 0 for i, v in ipairs(t) do s = s + v end return s", "3"],
  [
    "local t = setmetatable({1, 2}, {__index = {5, 6, 7}}) local s = 0 for i, v in ipairs(t) do s = s + v end return s",
    "10",
  ],
  [
    'local mt = {} mt.__index = mt mt.f = function() return "f" end local t = setmetatable({}, mt) return t.f(), t:f()',
    "f|f",
  ],
  [
    "pcall(function() local a = setmetatable({}, {}) local b = setmetatable({}, {}) a.x = b getmetatable(a).__index = a return a.y end)",
    "false|case:1: '__index' chain too long; possible loop",
  ],
  [
    "pcall(function() local t = setmetatable({}, {__add = 1}) return t + 1 end)",
    "false|case:1: attempt to call a number value",
    ["puc5.4"],
    "version",
  ],
  [
    "pcall(function() local t = setmetatable({}, {__index = 1}) return t.x end)",
    "false|case:1: attempt to index a number value",
  ],
  [
    "pcall(function() local t = setmetatable({}, {__newindex = 1}) t.x = 1 end)",
    "false|case:1: attempt to index a number value",
  ],
  [
    "pcall(function() return setmetatable({}, {}) < setmetatable({}, {}) end)",
    "false|case:1: attempt to compare two table values",
  ],
  ["pcall(function() return {} .. {} end)", "false|case:1: attempt to concatenate a table value"],
  [
    'pcall(function() local t = setmetatable({}, {__index = function() error("boom") end}) return t.x end)',
    "false|case:1: boom",
  ],
  ["local t = setmetatable({}, {__unm = function(a, b) return rawequal(a, b) end}) return -t", "true"],
  ['local t = setmetatable({}, {__len = function() return "len" end}) return #t', "len"],
  ['local v = setmetatable({}, {__index = table}) v:insert("a") v:insert("b") return v:concat(",")', "a,b"],
  [
    "local t = setmetatable({}, {__div = function(a, b) return type(a), type(b) end}) return (t / 2), (2 / t)",
    "table|number",
  ],
  [
    "local t = setmetatable({}, {__eq = function() return nil end}) local u = setmetatable({}, getmetatable(t)) return t == u, t ~= u",
    "false|true",
  ],
  ['getmetatable("x") ~= nil', "true"],
  [
    'local mt = {__mod = function(a, b) return "m" end} return setmetatable({}, mt) % 2, "5" % 3',
    "m|2",
    ["puc5.3"],
    "number",
  ],
  [
    'local t = setmetatable({}, {__call = function(_, ...) return select("#", ...) end}) return t(), t(nil), t(1, 2)',
    "0|1|2",
  ],
  [
    'local t = setmetatable({}, {__call = function(self, n) if n == 0 then return "end" end return self(n - 1) end}) return t(1000)',
    "end",
  ],
  [
    'local c = setmetatable({}, {__concat = function(a, b) return (type(a) == "table" and "T" or a) .. (type(b) == "table" and "T" or b) end}) return "a" .. c .. "b"',
    "aTb",
  ],
  ["rawequal(setmetatable({}, {__eq = function() return true end}), {})", "false"],
  ["#setmetatable({1, 2, 3}, {})", "3"],
  ["local p = setmetatable({}, {__index = _G}) return p.type == type", "true"],
];
