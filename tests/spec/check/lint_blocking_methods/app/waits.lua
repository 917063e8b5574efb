local time = require("time")
local results = channel.new(1)
local payments = funcs.new():with_options({ ["activity.summary"] = "paid" })

if os.time() > 5e9 then
  results:send(1)
  local first = results:receive()
  time.after("1s"):receive()
  print(first, time.timer("1s"):response():receive(), process.inbox():receive())
  payments:call("app:pay")
end

return {
  run = function()
    results:send(1)
    return results:receive()
  end,
}
