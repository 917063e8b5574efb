-- Stands for a call to a payment service: add http_client to the entry's modules and send a request here. An activity
-- may run twice, so the service must recognise the order id.
local function charge(order)
  if order.card == "declined" then
    return nil, errors.new({ message = "card declined", kind = errors.INVALID, retryable = false })
  end
  return { payment_id = "pay_" .. order.id, amount = order.amount }
end

return { charge = charge }
