local funcs = require("funcs")
local time = require("time")

-- One report; the server starts a new run at each time of the schedule.
local function main()
  return funcs.call("app:send_report", time.now():format("2006-01-02"))
end

return { main = main }
