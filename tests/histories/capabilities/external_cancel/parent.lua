
        return function()
          local result = {}
          for i, stop in ipairs({ process.cancel, process.terminate }) do
            local pid = process.spawn("app:obeys", "test:worker")
            local accepted = stop(pid, "enough")
            local e = process.events():receive()
            result[i] = { accepted = accepted, kind = e.result.error:kind(), message = e.result.error:message() }
          end
          local _, err = process.cancel("{test:client@test:worker|missing}")
          local _, unknown = process.cancel("nobody")
          result[3] = { err:kind(), unknown:kind(), unknown:message() }
          return result
        end