local funcs = require("funcs")
local time = require("time")

-- Writes a report at regular times, `runs` times. The timer is durable: a worker that was down goes on where it was.
local function main(plan)
  local every = time.parse_duration(plan.every)
  local reports = {}
  for run = 1, plan.runs do
    time.sleep(every)
    local report, err = funcs.call("app:write_report", run)
    if err then
      return nil, err
    end
    table.insert(reports, report)
  end
  return reports
end

return { main = main }
