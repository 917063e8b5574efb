local workflow = require("workflow")

-- A cart that signals fill, queries look into, and the signal "checkout" ends.
local function main(customer)
  local items = {}
  workflow.on_query("items", function()
    return items
  end)

  local add, checkout = process.listen("add"), process.listen("checkout")
  while true do
    local signal = channel.select({ add:case_receive(), checkout:case_receive() })
    if signal.channel == checkout then
      return { customer = customer, items = items }
    end
    table.insert(items, signal.value)
  end
end

return { main = main }
