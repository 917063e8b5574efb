local funcs = require("funcs")

-- Counts the shops of a region, all at once.
local function main(region)
  local counts = {}
  for shop = 1, 3 do
    counts[shop] = funcs.async("app:count", region, shop)
  end

  local total = 0
  for _, count in ipairs(counts) do
    count:response():receive()
    local result, err = count:result()
    if err then
      return nil, err
    end
    total = total + result:data()
  end
  return total
end

return { main = main }
