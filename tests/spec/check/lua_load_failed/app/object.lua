local function check()
  error(errors.new({ message = "no price list", kind = errors.INVALID }))
end

check()
