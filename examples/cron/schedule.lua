-- Starts the report on a cron schedule, in UTC. A second call changes nothing: the workflow of this id runs already.
local function main(times)
  local report = process.with_options({
    ["workflow.id"] = "daily-report",
    ["workflow.cron_schedule"] = times,
  })
  return report:spawn("app:report", "app:worker")
end

return { main = main }
