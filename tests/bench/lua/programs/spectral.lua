-- The spectral norm of a matrix that a function gives: floats in lists.
local function entry(i, j)
  local ij = i + j - 1
  return 1.0 / (ij * (ij - 1) * 0.5 + i)
end
local function times(from, to, transposed)
  local size = #from
  for i = 1, size do
    local sum = 0
    for j = 1, size do sum = sum + (transposed and entry(j, i) or entry(i, j)) * from[j] end
    to[i] = sum
  end
end
local size, u, v, half = 200, {}, {}, {}
for i = 1, size do u[i] = 1 end
for _ = 1, 10 do
  times(u, half)
  times(half, v, true)
  times(v, half)
  times(half, u, true)
end
local product, square = 0, 0
for i = 1, size do
  product = product + u[i] * v[i]
  square = square + v[i] * v[i]
end
return math.floor(math.sqrt(product / square) * 1e9)
