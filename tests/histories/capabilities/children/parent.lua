
        local workflow = require("workflow")
        return function()
          local _, err = workflow.exec("app:fails")
          local details = err:details()
          return { own = workflow.exec("app:double", 4), worker = process.exec("app:double", "test:worker", 5),
            nothing = workflow.exec("app:nothing") == nil, kind = err:kind(), retryable = err:retryable(),
            message = err:message(), code = details.code, wrapper = details._wrapper, type = details._workflow_type }
        end