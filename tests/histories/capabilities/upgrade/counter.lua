
        local ctx = require("ctx")
        return function(n, sum)
          if sum == nil then return "no sum" end
          coroutine.spawn(function() process.upgrade() end)
          if n == 0 then process.upgrade("app:other", sum) end
          process.upgrade(nil, n - 1, sum + n)
          error("unreachable")
        end