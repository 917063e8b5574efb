-- Methods found through one and two metatables.
local Account = {}
Account.__index = Account
function Account.new(owner) return setmetatable({owner = owner, balance = 0}, Account) end
function Account:deposit(amount) self.balance = self.balance + amount return self end
function Account:value() return self.owner + self.balance end
local Savings = setmetatable({}, {__index = Account})
Savings.__index = Savings
function Savings:twice(amount) return self:deposit(amount):deposit(amount) end
local savings = setmetatable({owner = 1, balance = 0}, Savings)
local sum = 0
for _ = 1, 1000000 do
  savings:twice(1)
  sum = sum + savings:value() % 7
end
for i = 1, 300000 do sum = sum + Account.new(i):deposit(1):value() % 5 end
return sum
