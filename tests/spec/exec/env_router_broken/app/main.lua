local env = require("env")

local function tell(value, err)
  return err and err:kind() .. ": " .. err:message():gsub('"[^"]*/', '"') .. " " .. tostring(err:retryable()) or value
end

return function()
  return { before_the_broken = tell(env.get("FIXED")), behind_the_broken = tell(env.get("SYSTEM")), all = tell(env.get_all()) }
end
