
local funcs, time, workflow = require("funcs"), require("time"), require("workflow")
local uuid, crypto = require("uuid"), require("crypto")
local calls = funcs.new():with_options({ ["activity.start_to_close_timeout"] = "30s" })
local nowhere = funcs.new():with_options({ ["activity.task_queue"] = "nobody polls this" })
local id = workflow.info().workflow_id
local ends = {}
local function effect(key, n) return calls:call("app:effect", id .. "/" .. key, n) end
local function same(value) return calls:call("app:echo", value) == value end
local function outcome(value, err) return err and err:kind() .. ": " .. err:message() or value end
local function end_of(pid)
  if not ends[pid] then ends[pid] = channel.new(1) end
  return ends[pid]
end
local function ended(pid) return (end_of(pid):receive()) end

local runs = {
  function(trails)
    local joined = channel.new()
    effect("run0", 0)
    coroutine.spawn(function()
      local trail = {}
      trails["r0s0"] = trail
      local function note(value) if value == nil then value = "nil" end trail[#trail + 1] = value end
      do 
      local futures = {}
      for i = 0, 0 do futures[i] = calls:async("app:effect", id .. "/r0s0n0." .. i, i) end
      for i = 0, 0 do note(futures[i]:response():receive():data()) end end -- parallel_calls
      do 
      local e = ended(process.spawn("app:child", "test:worker", 1)) note(outcome(e.result.value, e.result.error)) end -- spawn
      do 
      local t = { z = 1, a = 2 } t.a = nil for i = 0, 1 do t["k" .. (7 * i) % 4] = i end
      for key, value in pairs(t) do note(key .. value) end end -- order
      do 
      local ch = process.listen("r0s0n3")
      local pid = process.with_context({}):with_message("say", 0):spawn("app:parrot", "test:worker", "r0s0n3", 4)
      for i = 1, 3 do process.send(pid, "say", i) end
      for i = 0, 3 do note(ch:receive()) end
      note(ended(pid).result.value) process.unlisten(ch) end -- converse
      joined:send(true)
    end)
    coroutine.spawn(function()
      local trail = {}
      trails["r0s1"] = trail
      local function note(value) if value == nil then value = "nil" end trail[#trail + 1] = value end
      do local ch = process.listen("r0s1n0", { message = true }) local m = ch:receive() 
    process.send(m:from(), "ack") time.sleep("1ms") process.send(m:from(), "ok", 1) note(m:payload():data()) process.unlisten(ch) end -- late_ok
      do note(same(time.now():format_rfc3339())) end -- now
      do note(effect("r0s1n2", 0)) end -- call
      do note(workflow.version("r0s1n3", -1, 3)) note(workflow.version("r0s1n3", -1, 3)) end -- version
      joined:send(true)
    end)
    for _ = 1, 2 do joined:receive() end
    return false
  end}

return function(number, trails)
  number, trails = number or 1, trails or {}
  local events = process.events()
  coroutine.spawn(function()
    while true do
      local event = events:receive()
      end_of(event.from):send(event)
    end
  end)
  if runs[number](trails) then process.upgrade(nil, number + 1, trails) end
  return trails
end
