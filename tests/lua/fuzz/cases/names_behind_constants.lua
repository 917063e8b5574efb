-- A constant in front of "and" or "or", and parentheses, do not hide the name of a value from an error message.
local x
local out = {}
local function add(f) out[#out + 1] = select(2, pcall(f)) end
add(function() return (x) + 1 end)
add(function() return (true and x) + 1 end)
add(function() return (false or x) + 1 end)
add(function() return (nil or x).y end)
add(function() return (1 and x)() end)
add(function() return (x)() end)
add(function() return (x and x)() end)
add(function() return ("a" and x)() end)
add(function() return (function() end and x)() end)
return table.concat(out, "\n")
