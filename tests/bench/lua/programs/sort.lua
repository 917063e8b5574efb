-- A hundred thousand numbers sorted both ways.
local seed, numbers = 7, {}
for i = 1, 100000 do
  seed = (seed * 1103 + 12345) % 65536
  numbers[i] = seed * 10 + i % 10
end
table.sort(numbers)
local shuffled = {}
for i = 1, #numbers do shuffled[i] = numbers[(i * 7919) % #numbers + 1] end
table.sort(shuffled, function(a, b) return a > b end)
return numbers[1] + shuffled[1]
