-- One child workflow for each region, all at once. Their ends are events, in whatever order they come.
local function main(regions)
  local events = process.events()
  local place_of = {}
  for place, region in ipairs(regions) do
    local pid, err = process.spawn("app:region", "app:worker", region)
    if err then
      return nil, err
    end
    place_of[pid] = place
  end

  local sum, totals = 0, {}
  for _ = 1, #regions do
    local exit = events:receive()
    if exit.result.error then
      return nil, exit.result.error
    end
    totals[place_of[exit.from]] = exit.result.value
    sum = sum + exit.result.value
  end
  return { totals = totals, sum = sum }
end

return { main = main }
