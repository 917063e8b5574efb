
        return function(id, name)
          local spawner = process.with_options({
            ["workflow.memo"] = { note = "n" },
            ["workflow.search_attributes"] = { CustomKeywordField = "gold" },
            ["workflow.run_timeout"] = "5m",
            ["temporal.workflow.task_timeout"] = 20000,
            ["workflow.retry_policy"] = { maximum_attempts = 1, backoff_coefficient = 3 },
            ["workflow.summary"] = "short",
            ["workflow.details"] = "long",
            ["workflow.parent_close_policy"] = "ABANDON",
            ["workflow.id_reuse_policy"] = "reject-duplicate",
          }):with_context({ tenant = "t1", deep = { x = 1 } }):with_message("m", "!"):with_message("z")
          local named = spawner:with_name(name)
          local own = named:with_options({ ["workflow.id"] = id }):spawn("app:child", "test:worker", 1)
          local first = process.events():receive().result.value
          local pid = named:spawn("app:child", "test:worker", 2)
          local second = process.events():receive().result.value
          return { first = first, second = second, own = own, named = pid, me = process.pid() }
        end