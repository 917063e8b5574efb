local env = require("env")

local function tell(value, err)
  return err and err:kind() .. ": " .. err:message() .. " " .. tostring(err:retryable()) or value
end

return function()
  local names = { "near", "app:near", "other:near", "only", "PUBLIC", "public", "app:public", "EMPTY", "EMPTY_TOO", "UNSET",
    "UNDECLARED", "gone:near", "a b" }
  local found = {}
  for i, name in ipairs(names) do found[i] = name .. " = " .. tell(env.get(name)) end
  return {
    found = found,
    set_read_only = tell(env.set("PUBLIC", "x")),
    set_in_the_system = tell(env.set("UNSET", "x")),
    set_in_fixed = tell(env.set("app:only", "x")),
    set_unknown = tell(env.set("UNDECLARED", "x")),
    set_without_name = tell(env.set("", "x")),
    all = env.get_all(),
    wrong = { select(2, pcall(env.get)), select(2, pcall(env.set, "PUBLIC", {})) },
  }
end
