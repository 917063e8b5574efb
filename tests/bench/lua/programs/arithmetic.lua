-- A loop of ten million turns with a remainder.
local sum = 0
for turn = 1, 10000000 do sum = (sum + turn % 7) % 1000003 end
return sum
