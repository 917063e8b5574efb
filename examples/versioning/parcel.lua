local funcs = require("funcs")
local workflow = require("workflow")

-- Version 1 insures a parcel before it is shipped. Runs that began before that keep to what they recorded: -1.
local function main(parcel)
  local weight, err = funcs.call("app:weigh", parcel)
  if err then
    return nil, err
  end

  local version = workflow.version("insurance", -1, 1)
  if version >= 1 then
    local _, failed = funcs.call("app:insure", parcel)
    if failed then
      return nil, failed
    end
  end

  local number, failed = funcs.call("app:ship", parcel, weight)
  if failed then
    return nil, failed
  end
  return { number = number, insured = version >= 1 }
end

return { main = main }
