-- Lists that are filled and emptied at their front.
local sum = 0
for round = 1, 10 do
  local list = {}
  for i = 1, 2000 do table.insert(list, 1, i) end
  for i = 1, 500 do table.insert(list, 1000, i) end
  while #list > 0 do sum = sum + table.remove(list, 1) * (round % 3) end
end
return sum
