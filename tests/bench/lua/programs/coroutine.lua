-- A million resumes.
local echo = coroutine.create(function(value)
  while true do value = coroutine.yield(value + 1) end
end)
local value = 0
for _ = 1, 1000000 do
  local _, next = coroutine.resume(echo, value)
  value = next
end
return value
