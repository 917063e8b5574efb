-- Text that is put together in pieces, by a list and by an operator.
local sum = 0
for round = 1, 20 do
  local pieces = {}
  for i = 1, 5000 do pieces[#pieces + 1] = "item " .. i .. "," end
  local joined = table.concat(pieces)
  local text = ""
  for i = 1, 2000 do text = text .. (i % 10) end
  sum = sum + #joined + #text + #joined:gsub("item", "it"):upper()
end
return sum
