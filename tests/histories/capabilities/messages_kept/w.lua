
    local time = require("time")
    local function drain(ch, n)
      local values = {}
      for i = 1, n do values[i] = ch:receive() end
      return values
    end
    return function()
      local go = process.listen("go")
      go:receive()
      local numbers = process.listen("number")
      local result = { numbers = drain(numbers, 3) }
      local inbox = process.inbox()
      local others = {}
      for i = 1, 2 do
        local m = inbox:receive()
        local p = m:payload()
        others[i] = { topic = m:topic(), from = m:from(), data = type(p) == "userdata" and p:data() or type(p) }
      end
      result.others = others
      return result
    end