
  local workflow, time = require("workflow"), require("time")
  return function()
    local sum, log = 0, {}
    local done = channel.new()
    workflow.on_update("add", {
      validate = function(n)
        if type(n) ~= "number" then return nil, errors.new({ message = "number expected", kind = errors.INVALID }) end
        if n < 0 then error("negative") end
        if n == 0 then return false end
        if n == 13 then time.sleep("1s") end
        if n == 14 then process.send(process.pid(), "x") end
        if n == 15 then done:send(1) end
      end,
      handle = function(n)
        time.sleep("10ms")
        if n == 100 then error(errors.new({ message = "too much", kind = errors.CONFLICT })) end
        if n == 101 then return nil, "too much text" end
        sum = sum + n
        return sum
      end,
    })
    workflow.on_update("stop", function() done:send(true) end)
    done:receive()
    return sum
  end