-- Thirty thousand calls that wait for the host, three functions deep inside pcall.
local function call(name, input)
  return {ok = true, name = name, value = host.wait(input.n)}
end
local function step(i, run)
  local result = call("charge", {n = i, tag = "s" .. i, options = {retry = 3, timeout = 10}})
  if not result.ok then error("failed") end
  run.log[#run.log + 1] = result.value
  return result.value
end
local total = 0
for _ = 1, 3000 do
  local run = {log = {}}
  for i = 1, 10 do
    local ok, value = pcall(step, i, run)
    if ok then total = total + value end
  end
end
return total
