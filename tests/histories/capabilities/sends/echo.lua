
        return function()
          local m = process.inbox():receive()
          for i = 1, 10 do process.send(m:from(), "echo", i, m:payload():data()) end
        end