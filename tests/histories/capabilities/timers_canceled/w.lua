
    local time = require("time")
    return function()
      local stopped, reset = time.timer("1h"), time.timer("1h")
      local ticker = time.ticker("1h")
      time.sleep("1ms")
      stopped:stop()
      reset:reset("10ms")
      ticker:stop()
      reset:response():receive()
    end