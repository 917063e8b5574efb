-- A million items appended and summed.
local items = {}
for i = 1, 1000000 do items[#items + 1] = i % 100 end
local sum = 0
for i = 1, #items do sum = sum + items[i] end
return sum
