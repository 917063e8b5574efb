-- Calls: the number of ways to climb stairs, by plain recursion.
local function ways(steps)
  if steps < 2 then return 1 end
  return ways(steps - 1) + ways(steps - 2)
end
return ways(26)
