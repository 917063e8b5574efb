-- lint: ignore unused-import
local limit = 100 -- lint: ignore unused-local

local function main()
  -- lint: ignore undeclared-require, undefined-global
  local time = require("time") or clock
  -- lint: ignore unused-local
  return time, hidden
end

return { main = main }
