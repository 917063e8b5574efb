return function()
  assert(1 + 1 == 2, "sums are wrong")
end
