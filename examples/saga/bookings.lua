-- Stands for the services of an airline, a hotel and a car rental.
local function book(what)
  return function(trip)
    if trip.sold_out == what then
      return nil, errors.new({ message = "no " .. what .. " left", kind = errors.NOT_FOUND, retryable = false })
    end
    return what .. "-" .. trip.id
  end
end

local function cancel(number)
  print("cancelled " .. number)
end

return {
  book_flight = book("flight"),
  book_hotel = book("hotel"),
  book_car = book("car"),
  cancel_flight = cancel,
  cancel_hotel = cancel,
  cancel_car = cancel,
}
