-- Formatting, patterns and joining of texts.
local lines, found = {}, 0
for i = 1, 60000 do
  local line = "order" .. i .. ":" .. (i * 3)
  lines[#lines + 1] = string.format("%s=%05d", line, i)
  if i % 8 == 0 then
    local replaced, count = line:gsub("%d+", "<%0>")
    local name, number = line:match("(%a+)(%d+)")
    found = found + count + #replaced + #name + #number
    if line:find(":3", 1, true) then found = found + 1 end
  end
end
return found + #table.concat(lines, ",")
