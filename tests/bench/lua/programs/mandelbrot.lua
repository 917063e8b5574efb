-- Points of the Mandelbrot set: floats in locals.
local size, inside = 250, 0
for row = 0, size - 1 do
  local ci = 2.0 * row / size - 1.0
  for column = 0, size - 1 do
    local cr = 2.0 * column / size - 1.5
    local zr, zi, escaped = 0.0, 0.0, false
    for _ = 1, 50 do
      local next = zr * zr - zi * zi + cr
      zi = 2.0 * zr * zi + ci
      zr = next
      if zr * zr + zi * zi > 4.0 then
        escaped = true
        break
      end
    end
    if not escaped then inside = inside + 1 end
  end
end
return inside
