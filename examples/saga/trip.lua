local funcs = require("funcs")

local bookings = funcs.new():with_options({ ["activity.start_to_close_timeout"] = "10s" })

-- Books all of a trip or nothing: when a booking fails, those before it are cancelled, the latest first.
local function main(trip)
  local done = {}
  for _, what in ipairs({ "flight", "hotel", "car" }) do
    local number, err = bookings:call("app:book_" .. what, trip)
    if err then
      local cancelled = {}
      for i = #done, 1, -1 do
        local _, failed = bookings:call("app:cancel_" .. done[i].what, done[i].number)
        if failed then
          return nil, failed
        end
        table.insert(cancelled, done[i].what)
      end
      return { status = "cancelled", reason = err:message(), cancelled = cancelled }
    end
    table.insert(done, { what = what, number = number })
  end
  return { status = "booked", bookings = done }
end

return { main = main }
