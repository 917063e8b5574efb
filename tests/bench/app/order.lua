local funcs = require("funcs")
local time = require("time")

local function main(order)
  local payment, err = funcs.call("app:charge", { amount = order.total })
  if err then
    return nil, err
  end
  time.sleep(100 * time.MILLISECOND)
  return { status = "completed", payment = payment.id, sum = payment.amount + 1 }
end

return { main = main }
