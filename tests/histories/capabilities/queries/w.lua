
  local workflow, time, funcs = require("workflow"), require("time"), require("funcs")
  local items, timer = {}, nil
  return function()
    workflow.set_state({ step = "begun" })
    timer = time.timer("1h")
    local ch = channel.new(1)
    workflow.on_query("count", function(prefix) return (prefix or "") .. #items end)
    workflow.on_query("nothing", function() end)
    workflow.on_query("fails", function() return nil, errors.new({ message = "no", kind = errors.NOT_FOUND }) end)
    workflow.on_query("raises", function() error("broken") end)
    local bad = {
      sleep = function() time.sleep("1s") end,
      call = function() funcs.call("app:f") end,
      async = function() funcs.async("app:f") end,
      timer = function() time.after("1s") end,
      stop = function() timer:stop() end,
      coroutine = function() coroutine.spawn(function() end) end,
      send = function() process.send(process.pid(), "item", "smuggled") end,
      listen = function() process.listen("item2") end,
      channel = function() ch:send(1) end,
      state = function() workflow.set_state("hacked") end,
      version = function() workflow.version("v", 1, 1) end,
      attrs = function() workflow.attrs({ memo = { a = 1 } }) end,
      upgrade = function() process.upgrade() end,
      handler = function() workflow.on_query("new", function() end) end,
    }
    workflow.on_query("bad", function(name)
      pcall(bad[name])
      bad[name]()
    end)
    workflow.on_query("random", function() return math.random() >= 0 end)
    local inbox = process.listen("item")
    while true do
      items[#items + 1] = inbox:receive()
      workflow.set_state({ step = items[#items], drawn = math.random() })
      if items[#items] == "end" then return #items end
    end
  end