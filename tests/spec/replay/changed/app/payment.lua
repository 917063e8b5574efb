local http = require("http_client")
local json = require("json")

-- The service recognises a repeated order id and answers with the first charge, so a retry never charges twice.
local function charge(order)
  local response, err = http.post(order.payment_url .. "/charges", {
    headers = { ["content-type"] = "application/json" },
    body = json.encode({ order_id = order.id, amount = order.amount, card = order.card }),
    timeout = "4s",
  })
  if err then
    return nil, err
  end

  if response.status_code == 402 then
    return nil, errors.new({ message = "card declined", kind = errors.INVALID, retryable = false })
  end
  if response.status_code ~= 200 then
    return nil, errors.new({
      message = "payment service answered " .. response.status_code,
      kind = errors.UNAVAILABLE,
      retryable = true,
    })
  end
  return json.decode(response.body)
end

return { charge = charge }
