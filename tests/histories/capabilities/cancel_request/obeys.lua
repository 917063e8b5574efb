
    return function()
      local event = process.events():receive()
      if process.events() ~= process.events() then error("another channel") end
      return nil, errors.new({ message = "stopped", kind = errors.CANCELED })
    end