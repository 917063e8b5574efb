local prices = require("prices")
assert(prices.apple == 3 and tax.rate == 0.2 and object == tax)
assert(j.encode({1}) == "[1]")
return function() end
