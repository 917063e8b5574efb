-- lint: ignore unused-import
local limit = 100 -- lint: ignore unused-local
process.send("sink", "loaded") -- lint: ignore blocking-chunk-call

local function main()
  -- lint: ignore undeclared-require, undefined-global
  local time = require("time") or clock
  -- lint: ignore unused-local
  return time, hidden
end

local function never()
  do return main end
  print("never") -- lint: ignore unreachable-code
end

return { main = main, never = never }
