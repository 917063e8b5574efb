local M = {}

function M.sum(items)
  total = 0
  for _, item in ipairs(items) do
    total = total + item.price
  end
  return total
end

function M.later()
  while true do
    if M.stop then
      break
    else
      goto continue
    end
    print("never")
    ::continue::
  end
end

return M
