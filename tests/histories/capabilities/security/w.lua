
    local funcs, ctx = require("funcs"), require("ctx")
    local bob = { id = "bob", meta = { n = 1 } }
    return function(prefix, again)
      if not again then process.upgrade(nil, prefix, true) end
      funcs.call("app:f")
      funcs.new():with_actor(bob):call("app:f")
      funcs.new():with_scope({ "app:writers", "app:readers" }):call("app:f")
      process.with_options({}):with_name(prefix .. "plain"):exec("app:child", "test:worker")
      process.with_context({}):with_name(prefix .. "bob"):with_actor(bob):exec("app:child", "test:worker")
      local spawner = process.with_context({ x = 1 }):with_name(prefix .. "none")
      spawner:with_scope({}):with_message("m"):spawn("app:child", "test:worker")
      process.events():receive()
      return { all = ctx.all(), hidden = (ctx.get("\0security")) }
    end