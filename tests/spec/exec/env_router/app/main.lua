local env = require("env")

local function tell(value, err)
  return err and err:kind() .. ": " .. err:message() or value
end

return function()
  local before = { tell(env.get("BOTH")), tell(env.get("FIXED")), tell(env.get("SYSTEM")), tell(env.get("NOWHERE")) }
  return {
    before = before,
    set = { tell(env.set("BOTH", "memory")), tell(env.set("NOWHERE", "memory")) },
    set_where_the_first_is_read_only = tell(env.set("FIRST_IS_FIXED", "x")),
    after = { tell(env.get("BOTH")), tell(env.get("NOWHERE")) },
    all = env.get_all(),
  }
end
