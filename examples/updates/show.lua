local workflow = require("workflow")

-- Sells the seats of a show. An update is answered, and one that `validate` refuses leaves no trace in the history.
local function main(seats)
  local names = {}
  local sold_out = channel.new(1)
  workflow.on_update("reserve", {
    validate = function(name)
      if type(name) ~= "string" or name == "" then
        return nil, errors.new({ message = "a name is required", kind = errors.INVALID })
      end
      if #names == seats then
        return nil, errors.new({ message = "sold out", kind = errors.CONFLICT })
      end
    end,
    handle = function(name)
      table.insert(names, name)
      if #names == seats then
        sold_out:send(true)
      end
      return { seat = #names, left = seats - #names }
    end,
  })
  sold_out:receive()
  return names
end

return { main = main }
