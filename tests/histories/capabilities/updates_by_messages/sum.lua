
  return function()
    local adds = process.listen("add", { message = true })
    local sum, trouble = 0, {}
    local function say(m, verb, value)
      local _, err = process.send(m:from(), verb, value)
      if err then trouble[#trouble + 1] = err:message() end
    end
    while true do
      local m = adds:receive()
      local n = m:payload() and m:payload():data()
      if n == "stop" then
        say(m, "ok", 1) say(m, "ack") say(m, "ack") say(m, "nak") say(m, "perhaps") say(m, "ok", sum) say(m, "ok", 2)
        process.send("{update|missing}", "ack")
        local _, err = process.send("{update|missing}", "ack")
        trouble[#trouble + 1] = err:message()
        return { sum = sum, trouble = trouble, from = m:from():gsub("|.*", "") }
      elseif type(n) ~= "number" then say(m, "nak", n and "number expected")
      elseif n < 0 then say(m, "ack") say(m, "error", n == -1 and "negative" or nil)
      else
        say(m, "ack")
        sum = sum + n
        say(m, "ok", sum)
      end
    end
  end