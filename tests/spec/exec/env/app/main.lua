local env = require("env")

local function tell(value, err)
  return err and err:kind() .. ": " .. err:message() or value
end

return function()
  local before = tell(env.get("REGION"))
  return {
    before = before,
    set = tell(env.set("REGION", "us")),
    after = tell(env.get("app:region")),
    relative = tell(env.get("private")),
    quoted = tell(env.get("PASSWORD")),
    system = tell(env.get("HOME_FOLDER")),
    default = tell(env.get("PORT")),
    unset = tell(env.get("NONE")),
    undeclared = tell(env.get("UNDECLARED")),
    empty = tell(env.get("")),
    read_only = tell(env.set("HOME_FOLDER", "x")),
    storage_read_only = tell(env.set("PORT", "x")),
    all = env.get_all(),
    bad_argument = select(2, pcall(env.get, {})),
  }
end
