
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
      do note(outcome(workflow.exec("app:child", 3))) end -- exec
      do 
      local ch = process.listen("r0s0n1") process.send(process.pid(), "r0s0n1", 1)
      note(ch:receive()) process.unlisten(ch) end -- to_itself
      do 
      local f, t = calls:async("app:effect", id .. "/r0s0n2", 3), time.after("31ms")
      local r = channel.select({ f:response():case_receive(), t:case_receive() })
      note(same(r.channel == t)) if r.channel == t then f:response():receive() end end -- race
      do local _, err = calls:call("app:fails", 1) note(err:kind() .. err:message()) end -- failing_call
      joined:send(true)
    end)
    coroutine.spawn(function()
      local trail = {}
      trails["r0s1"] = trail
      local function note(value) if value == nil then value = "nil" end trail[#trail + 1] = value end
      do local _, err = calls:call("app:fails", 3) note(err:kind() .. err:message()) end -- failing_call
      do 
      local f, t = nowhere:async("app:effect"), time.after("1ms")
      local r = channel.select({ f:response():case_receive(), t:case_receive() })
      note(r.channel == t) f:cancel() note((select(2, f:result())):kind()) end -- timer_wins
      do note(same(math.random())) end -- number
      do 
      local futures = {}
      for i = 0, 2 do futures[i] = calls:async("app:effect", id .. "/r0s1n3." .. i, i) end
      for i = 0, 2 do note(futures[i]:response():receive():data()) end end -- parallel_calls
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
