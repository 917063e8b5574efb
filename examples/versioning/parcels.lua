local function weigh(parcel)
  return #parcel * 100
end

local function insure(parcel)
  return "insured " .. parcel
end

local function ship(parcel, weight)
  return parcel .. "-" .. weight .. "g"
end

return { weigh = weigh, insure = insure, ship = ship }
