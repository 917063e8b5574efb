local funcs = require("funcs")
local time = require("time")

-- Each attempt to charge gets 5 s. Temporal retries until it works; a refusal ("Invalid") is final.
local payments = funcs.new():with_options({
  ["activity.start_to_close_timeout"] = "5s",
  ["activity.retry_policy"] = {
    initial_interval = "1s",
    non_retryable_error_types = { "Invalid" },
  },
})

local function main(order)
  local payment, err = payments:call("app:charge_payment", order)
  if err then
    if err:kind() == "Invalid" then
      return { order_id = order.id, status = "failed", reason = err:message() }
    end
    return nil, err
  end

  -- A durable timer: it may take days, and the worker may restart meanwhile.
  time.sleep(500 * time.MILLISECOND)

  return { order_id = order.id, status = "completed", payment_id = payment.payment_id }
end

return { main = main }
