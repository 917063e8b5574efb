local function charge(customer, payment)
  print("payment " .. payment .. " of " .. customer)
end

return { charge = charge }
