local time = require("time")
local workflow = require("workflow")

-- Waits until somebody approves or rejects an expense, and rejects it when nobody has in time.
local function main(expense)
  local decisions = channel.new(1)
  workflow.set_state({ status = "waiting", amount = expense.amount })
  workflow.on_update("decide", {
    validate = function(decision)
      if decision.by == expense.by then
        return nil, errors.new({ message = "nobody approves their own expenses", kind = errors.PERMISSION_DENIED })
      end
    end,
    handle = function(decision)
      decisions:send(decision)
      return "thank you, " .. decision.by
    end,
  })

  local timeout = time.after(expense.patience or "72h")
  local answer = channel.select({ decisions:case_receive(), timeout:case_receive() })
  if answer.channel == timeout then
    return { status = "rejected", reason = "nobody has decided" }
  end
  return { status = answer.value.approve and "approved" or "rejected", by = answer.value.by }
end

return { main = main }
