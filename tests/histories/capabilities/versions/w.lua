
    local workflow, time = require("workflow"), require("time")
    return function()
      local go = process.listen("go")
      go:receive()
      local a = workflow.version("change", -1, 2) require("time").sleep("1ms")
      go:receive()
      local b = workflow.version("change", -1, 2) return a == b and a
    end