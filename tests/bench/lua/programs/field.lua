-- Five million reads and writes of fields.
local order = {id = 7, total = 0, name = "order", price = 3}
for i = 1, 5000000 do
  order.total = (order.total + order.price) % 1000003
end
return order.total
