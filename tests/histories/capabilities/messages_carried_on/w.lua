
    return function(trail, rounds)
      trail = trail or {}
      local numbers = process.listen("n")
      local inbox = process.inbox()
      for i = 1, 5 do
        local r = channel.select({ numbers:case_receive(), inbox:case_receive() })
        trail[#trail + 1] = r.channel == numbers and r.value or r.value:payload():data()
        if trail[#trail] == "end" then return trail end
      end
      process.upgrade(nil, trail, (rounds or 0) + 1)
    end