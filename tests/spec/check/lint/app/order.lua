local limit = 100
local first, second = 1, 2

local function total(order)
  if not order.items then
    error("an order has items")
    return 0
  end
  for _, item in ipars(order.items) do
    print(itm.price, first)
  end
  return prices.sum(order.items)
end

local function main(order)
  local base64 = require("base64")
  local price = require("price")
	local later = tme.now()
  return funcs.call("app:charge", total(order), base64, price)
end

if os.time() > 5e9 then
  time.sleep("1s")
end

return { main = main }
