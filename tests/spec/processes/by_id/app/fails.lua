local function broken(reason)
  error(reason)
end

return function(reason)
  if reason == "returned" then
    return nil, errors.new({ message = "no luck", kind = errors.CONFLICT })
  end
  broken(reason)
end
