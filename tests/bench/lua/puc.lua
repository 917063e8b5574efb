-- `lua5.4 puc.lua ROUNDS SUSPENDED FILE…` prints a report on PUC Lua; a coroutine around each program plays the host.
local idle = collectgarbage("count") * 1024
host = {wait = coroutine.yield}

local function measure(file)
  local thread = coroutine.create(assert(loadfile(file)))
  local start = os.clock()
  local _, value = coroutine.resume(thread)
  while coroutine.status(thread) ~= "dead" do _, value = coroutine.resume(thread, value + 1) end
  return (os.clock() - start) * 1000, string.format("%.0f", value)
end

local function suspended(file)
  local main, kept = assert(loadfile(file)), {}
  for i = 1, 2000 do kept[i] = true end
  collectgarbage()
  local before = collectgarbage("count")
  for i = 1, 2000 do
    kept[i] = coroutine.create(main)
    coroutine.resume(kept[i])
  end
  collectgarbage()
  return (collectgarbage("count") - before) * 1024 / 2000
end

local runs = {}
for i = 3, #arg do
  local best, answer
  for _ = 1, tonumber(arg[1]) do
    local milliseconds
    milliseconds, answer = measure(arg[i])
    best = math.min(best or milliseconds, milliseconds)
  end
  local name = arg[i]:match("(%w+)%.lua$")
  runs[#runs + 1] = string.format('"%s":{"answer":"%s","milliseconds":%f}', name, answer, best)
end
print(string.format('{"runs":{%s},"idle":%f,"suspended":%f}', table.concat(runs, ","), idle, suspended(arg[2])))
