
        local workflow = require("workflow")
        return function(name, value)
          workflow.attrs({ search = { [name] = value }, memo = { note = { 1, "x" } } })
          workflow.attrs({ memo = { other = 5 } })
          require("time").sleep("1ms")
        end