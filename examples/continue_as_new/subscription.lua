local funcs = require("funcs")
local time = require("time")

-- Charges a customer every period. After four payments it goes on in a new run, so that no history grows for ever;
-- what the next run has to know is its argument. Messages that nobody has read go along.
local function main(plan)
  local paid = plan.paid or 0
  for _ = 1, 4 do
    if paid == plan.payments then
      return { customer = plan.customer, paid = paid }
    end
    local _, err = funcs.call("app:charge", plan.customer, paid + 1)
    if err then
      return nil, err
    end
    paid = paid + 1
    time.sleep(time.parse_duration(plan.period))
  end
  plan.paid = paid
  process.upgrade(nil, plan)
end

return { main = main }
