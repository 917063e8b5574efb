-- Waits four calls deep inside pcall, as a workflow does.
local function ask(order)
  return {value = host.wait(order.total), id = order.id}
end
local function charge(order)
  local answer = ask(order)
  return answer.value
end
local function step(order)
  local ok, value = pcall(charge, order)
  return ok and value
end
local order = {id = 7, total = 5, customer = "c-1"}
local value = step(order)
return value + order.id
