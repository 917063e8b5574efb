
        local ctx = require("ctx")
        return function(n)
          local inbox = process.inbox()
          local a, b = inbox:receive(), inbox:receive()
          return { n = n, id = process.pid(), a = a:topic() .. a:payload():data(), b = b:topic(), from = a:from(),
            tenant = ctx.get("tenant"), deep = ctx.get("deep").x }
        end