local time = require("time")
local prices = require("prices")
local results = channel.new(1)
local _unused, second = prices.rate, prices.receive()

counter = 0

local function find(list, wanted)
  for index, item in ipairs(list) do
    if item == wanted then return index end
  end
  error("not found: " .. tostring(wanted))
end

local function wait(_)
  while true do
    local value, open = results:receive()
    if not open then break end
    counter = counter + value
    if counter > 10 then goto done end
  end
  ::done::
  time.sleep("1s")
  return clock.now(), json.encode({ counter, second, find({ 1 }, 1) })
end

return { main = wait }
