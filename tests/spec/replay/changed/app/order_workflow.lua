local funcs = require("funcs")
local time = require("time")

-- A payment may be slow or its service down: each attempt gets 5 s, and Temporal retries until it works.
-- A refusal ("Invalid") is final.
local payments = funcs.new():with_options({
  ["activity.start_to_close_timeout"] = "5s",
  ["activity.retry_policy"] = {
    initial_interval = "200ms",
    maximum_interval = "5s",
    non_retryable_error_types = { "Invalid" },
  },
})

local function main(order)
  time.sleep("1s")
  local payment, err = payments:call("app:charge_payment", order)
  if err then
    if err:kind() == "Invalid" then
      return { order_id = order.id, status = "failed", reason = err:message() }
    end
    return nil, err
  end

  -- A durable timer: it fires on time even when the worker was down meanwhile.
  time.sleep((order.hold_ms or 500) * time.MILLISECOND)

  return {
    order_id = order.id,
    status = "completed",
    payment_id = payment.payment_id,
    amount = payment.amount,
  }
end

return { main = main }
