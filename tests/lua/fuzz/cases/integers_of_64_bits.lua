-- Integers wrap at 64 bits, and keep every digit beyond 2^53.
local out = {}
local function show(...) for i = 1, select('#', ...) do out[#out + 1] = tostring((select(i, ...))) end out[#out+1]=";" end
local m, n = math.maxinteger, math.mininteger
local p = 9007199254740991
local function try(f, ...) local ok, v = pcall(f, ...) show(ok, v) end
show(m, n, m + 1, n - 1, m * 2, m * m, -n, -m, m // -1, n // -1, n % -1, m % 10, n % 10, n // 10, m // 3, 7 // m, -7 // m, -7 % m, 7 % n)
show(p, p + 1 == 2^53, p + 2, p + 3, -p - 3, p * 3, p * p, p - -5, (p + 2) - 3, math.type(p + 2), math.type(2.0^53 * 4))
show(m <= 2^63, m == 2^63, (1 << 60) == 2^60, 2^60 == (1 << 60), (1 << 60) + 1 == 2^60, (1 << 60) + 1 > 2^60, n == -2^63, n <= -2^63, n < -2^63, 1 < m, m > 1.5, m ~= m, m == "x")
show(1 << 62, 1 << 63, 1 << 64, 1 << -1, -1 >> 1, -1 >> 63, -1 >> 64, -1 << 63, 1 << 100, ~0, ~m, m & 0xff, n | 1, m ~ n, 0xFFFFFFFFFFFFFFFF, 0x7fffffffffffffff, 0x1ffffffffffffffff, p << 3, p >> 3, -p >> 3, -p & p, (p + 5) & 0xFFFFFFFF, 5 & -p, -5 ~ p, ~p, ~-p, 3 >> -4, "10" | 1, "0x10" & 0xff, 2^53 | 0, -2^63 | 0)
show(9223372036854775807, 9223372036854775808, -9223372036854775808, 123456789012345678901234567890, 1152921504606846976)
local t = {} t[1 << 60] = "a" t[2^60] = "b" t[m] = "m" t[-m] = "-m" show(t[1 << 60], t[2^60], t[1152921504606846976], t[m], t[-m], t[2^63], next({[2^62] = 1}))
for i = m - 2, m - 1 do show("up", i) end
for i = n + 2, n + 1, -1 do show("down", i) end
for i = p - 1, p + 3 do show(i, math.type(i)) end
for i = p - 1, p + 3, 2 do show(i) end
for i = m, m - 4, -2 do show(i) end
for i = 1, n do show("never") end
for i = m, 1 do show("never") end
for i = 3, 1, n do show(i) end
for i = 1, 2^53, 2^52 | 0 do show(i) end
for i = -p, -p - 3, -1 do show(i) end
show(("%d %x %X %i %5d %o"):format(m, n, -1, n, 1 << 53, -1), ("%d"):format("10"), ("%d"):format(2^60), ("%5.1f"):format(m), ("%s"):format(m), ("%c%c"):format(65, 321), ("%q"):format(m), ("%q"):format(n), ("%q"):format(0.1), ("%a %A %.3a %20a|%.0a %.20a"):format(1, 0.1, 3.14159, -2.5, 1.5, 0.1))
show(math.tointeger(2^60), math.tointeger(2^63), math.tointeger(3.5), math.tointeger("8"), math.ult(1, -1), math.ult(m, n), math.abs(n), math.abs(-m), math.floor(2^60), math.ceil(2^61 + 0.0), math.floor(-2^63), math.max(m, 1, 2^62), math.min(n, 1), math.fmod(m, 10), math.fmod(n, -1), math.fmod(-7, 3), math.type(m), math.type(2^63), math.type("1"))
show(tonumber("9223372036854775807"), tonumber("9223372036854775808"), tonumber("-9223372036854775808"), tonumber("0x7fffffffffffffff"), tonumber("0xffffffffffffffff"), tonumber("7fffffffffffffff", 16), tonumber("ffffffffffffffffff", 16), tonumber("-7fffffffffffffff", 16), tonumber(" 9007199254740993 "))
show(m .. "", "x" .. n, m .. m, #tostring(m), -m .. "")
try(function() return m | 1.5 end) try(function() return 2^63 | 0 end) try(function() return 1e300 & 1 end) try(function() return m // 0 end) try(function() return m % 0 end) try(function() return m < "1" end) try(function() return m.x end) try(function() return #m end) try(function() return m() end) try(function() return {} + m end) try(function() return m & {} end)
try(string.rep, "ab", n) try(table.concat, {1, m, n}, " ") try(select, m, 1) try(string.sub, "hello", n, m) try(string.byte, "hello", m) try(function() return rawequal(1 << 60, 2^60), rawequal(m, m) end) try(function() return m ^ 2, m / 2, m + 0.5, m - 2^62, 2^62 - m, m * 1.0 end)
try(table.unpack, {}, m, m) try(table.unpack, {1, 2}, 1, m)
show(m + "1", -"9223372036854775808", "0xff" + m, p + "10")
local x = 1 for i = 1, 70 do x = x * 3 end show(x)
local f = 0xcbf29ce484222325 for c in ("hello"):gmatch(".") do f = (f ~ c:byte()) * 0x100000001b3 end show(f, ("%016x"):format(f))
return (table.concat(out, " "):gsub(" ; ", "\n"))
