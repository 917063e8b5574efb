local function charge(input)
  return { id = "pay-1", amount = input.amount }
end

return { charge = charge }
