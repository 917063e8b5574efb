
    return function()
      local event = process.events():receive()
      if process.events() ~= process.events() then error("another channel") end
      return { kind = event.kind, from = event.from, at = type(event.at) }
    end