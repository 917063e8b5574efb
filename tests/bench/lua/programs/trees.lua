-- Binary trees that are made and dropped: allocation.
local function make(depth)
  if depth == 0 then return {} end
  return {make(depth - 1), make(depth - 1)}
end
local function count(tree)
  if not tree[1] then return 1 end
  return 1 + count(tree[1]) + count(tree[2])
end
local kept, sum = make(14), 0
for _ = 1, 60 do sum = sum + count(make(11)) end
return sum + count(kept)
