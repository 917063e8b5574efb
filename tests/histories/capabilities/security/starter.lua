
        return function(prefix)
          local alice = { id = "alice", meta = { team = "billing" } }
          return process.with_context({}):with_actor(alice):with_scope({ "app:readers" })
            :with_name(prefix .. "w"):exec("app:w", "test:worker", prefix)
        end