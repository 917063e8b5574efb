-- The error of a wrapped coroutine gets the position of the function that resumed it, also after that was preempted.
local answers = {}
local function fail() for i = 1, 2 do if i == 2 then error("enough", 0) end end end
answers[1] = select(2, pcall(function()
  local wrapped = coroutine.wrap(fail)
  wrapped()
end))
return table.concat(answers, "\n")
