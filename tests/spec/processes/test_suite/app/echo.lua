return function()
  local inbox, events = process.inbox(), process.events()
  while true do
    local case = channel.select({ inbox:case_receive(), events:case_receive() })
    if case.channel == events then return end
    process.send(case.value:from(), case.value:topic(), case.value:payload():data())
  end
end
