local env = require("env")

local function tell(value, err)
  return err and err:kind() .. ": " .. err:message():gsub('"[^"]*/', '"') or value
end

return function()
  local before = {}
  for _, name in ipairs({ "HIDDEN", "PLAIN", "SPACED", "HASH", "COMMENTED", "LEADING", "DOUBLE", "SINGLE", "OPEN",
    "EQUALS", "TWICE", "EMPTY", "EXPORTED", "MISSING", "MADE" }) do
    before[#before + 1] = name .. " = " .. tell(env.get(name))
  end
  return {
    before = before,
    set = tell(env.set("PLAIN", "new # value")),
    set_repeated = tell(env.set("TWICE", "both")),
    set_new = tell(env.set("NEW", "appended")),
    set_two_lines = tell(env.set("NEW", "two\nlines")),
    set_in_missing_file = tell(env.set("MISSING", "1")),
    set_in_made_file = tell(env.set("MADE", "1")),
    after = { tell(env.get("PLAIN")), tell(env.get("TWICE")), tell(env.get("NEW")), tell(env.get("MADE")),
      tell(env.get("COMMENTED")) },
  }
end
