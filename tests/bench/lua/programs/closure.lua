-- Closures made, and called, by the million.
local function counter(step)
  local count = 0
  return function(times)
    count = count + step * times
    return count
  end
end
local sum = 0
for i = 1, 1000000 do
  local count = counter(i % 3)
  count(1)
  sum = (sum + count(2)) % 100003
end
local one = counter(1)
for _ = 1, 3000000 do sum = (sum + one(1)) % 100003 end
return sum
