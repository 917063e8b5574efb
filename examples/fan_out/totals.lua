-- One child workflow for each region, all at once; their ends are events.
local function main(regions)
  local events = process.events()
  local region_of = {}
  for _, region in ipairs(regions) do
    local pid, err = process.spawn("app:region", "app:worker", region)
    if err then
      return nil, err
    end
    region_of[pid] = region
  end

  local totals = { sum = 0 }
  for _ = 1, #regions do
    local exit = events:receive()
    if exit.result.error then
      return nil, exit.result.error
    end
    totals[region_of[exit.from]] = exit.result.value
    totals.sum = totals.sum + exit.result.value
  end
  return totals
end

return { main = main }
