return function()
  return nil, errors.new({ message = "no", kind = errors.NOT_FOUND, retryable = false, details = { code = 7 } })
end