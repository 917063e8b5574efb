-- All expressions of an assignment are evaluated before the first store; a local variable is used where it stands.
local out = {}
local function show(...) for i = 1, select("#", ...) do out[#out + 1] = tostring((select(i, ...))) end end
do
  local a, i = {}, 1
  a[i], i = "v", i + 1
  show(a[1], a[2], i)
  i, a[i] = i + 1, 20
  show(a[1], a[2], a[3], i)
end
do
  local node, previous = { v = 1, next = { v = 2, next = { v = 3 } } }, nil
  while node do node.next, previous, node = previous, node, node.next end
  while previous do show(previous.v) previous = previous.next end
end
do
  local x, t = 1, {}
  t[not x], x = 1, nil
  show(t[false], t[true], x)
  t[x == nil], x = 3, 3
  show(t[true], x)
end
do
  local t, i = { 1, 2, 3 }, 1
  local function f() i = i + 1 t = { i, i, i } return i end
  local old = t
  t[i] = f()
  show(old[1], old[2], t[1], t[2], i)
  t[i], t[f()], i = f(), f(), 100
  show(i, t[1], t[2], t[3], t[4], t[5], t[100])
  show(t[f()], (t)[f()], i + f(), (i) + f(), i < f(), i == f(), i .. f(), -i + f(), f() - i)
  local function inner()
    local before = t
    t[i] = f()
    show(before[i], t[i], t[f()], (t)[f()], i + f(), (i) + f(), i < f())
    local o = t
    t[1], t = 5, { 9 }
    show(o[1], t[1])
  end
  inner()
end
do
  local _ENV = { show = show }
  x, _ENV = 5, { show = show, x = "new" }
  show(x)
end
do
  local m = setmetatable({}, {
    __newindex = function(t, k, v) show("write", k, v) rawset(t, k, v) end,
    __index = function(_, k) show("read", k) return k end,
  })
  m.a, m.b, m[m.c .. m.d] = m.e, m.f, m.g
end
return table.concat(out, " ")
