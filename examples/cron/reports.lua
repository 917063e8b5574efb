local function send(day)
  print("sending the report of " .. day)
  return day
end

return { send = send }
