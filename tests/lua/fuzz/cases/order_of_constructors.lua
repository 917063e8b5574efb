-- Items are stored after the fields among them, fifty at a time; fields where they stand.
local out = {}
local function show(...) for i = 1, select("#", ...) do out[#out + 1] = tostring((select(i, ...))) end end
local function none() end
local function two() return "a", "b" end
show(({ [1] = "x", two() })[1], ({ [1] = "x", none() })[1], ({ two(), [1] = "x" })[1], ({ nil, [1] = "x" })[1])
show(#{ [2] = "y", two() }, ({ [2] = "y", none() })[2], ({ [3] = "c", two(), two() })[3], #{ [9] = 1, nil, nil, 3 })
local x = 1
local function f() x = x + 10 return x end
local t = { [x] = f(), [f()] = x, f(), x, x + f(), n = x, [3] = x }
show(t[1], t[2], t[3], t[11], t[21], t.n)
show(pcall(function() return { [nil] = 1, f() } end) == false and x)
local many = {
  1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25,
  26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50,
  [1] = "late", [50] = "fifty", [51] = "early", 51, 52, two(),
}
show(many[1], many[2], many[50], many[51], many[52], many[53], many[54], #many)
return table.concat(out, " ")
