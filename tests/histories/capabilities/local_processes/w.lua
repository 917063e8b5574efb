
        local funcs, time = require("funcs"), require("time")
        return function()
          local pids = process.listen("pid")
          local receiver = funcs.async("app:receives")
          local pid = pids:receive()
          local sent = process.send(pid, "tick", 7)
          time.sleep("1ms")
          local received = receiver:response():receive():data()
          local again, err = process.send(pid, "tick", 8)
          local _, cancel = process.cancel(pid)
          time.sleep("1ms")
          return { sent = sent, received = received, again = again, kind = err:kind(), cancel = cancel:kind() }
        end