local funcs = require("funcs")

-- The activity is a Go program's, which polls the queue "images".
local images = funcs.new():with_options({
  ["activity.task_queue"] = "images",
  ["activity.start_to_close_timeout"] = "30s",
  ["activity.retry_policy"] = { non_retryable_error_types = { "Invalid" } },
})

local function main(photos)
  local thumbnails, broken = {}, {}
  for _, photo in ipairs(photos) do
    local thumbnail, err = images:call("images:thumbnail", photo)
    if not err then
      table.insert(thumbnails, thumbnail)
    elseif err:kind() == errors.INVALID then
      table.insert(broken, { file = err:details().file, reason = err:message() })
    else
      return nil, err
    end
  end
  return { thumbnails = thumbnails, broken = broken }
end

return { main = main }
