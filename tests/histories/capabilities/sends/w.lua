
        local function text(_, err) return err:kind() .. ": " .. tostring(err:retryable()) .. ": " .. err:message() end
        return function()
          local echoes = process.listen("echo")
          local pid = process.spawn("app:echo", "test:worker")
          local sent = process.send(pid, "hello", "x")
          local got = {}
          for i = 1, 10 do got[i] = echoes:receive()[1] end
          return { sent = sent, got = got,
            missing = text(process.send("{test:client@w|missing}", "t")),
            nobody = text(process.send("nobody", "t")),
            internal = text(process.send(pid, "@t")),
            empty = text(process.send(pid, "")),
            one = text(process.send(pid)) }
        end