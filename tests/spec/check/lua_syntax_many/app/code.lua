local limit: number = = 3

local function main(order)
  if order.total > limit the
    return nil
  end
  local reason = "unfinished
  return { reason = reason }
end

return { main = main
