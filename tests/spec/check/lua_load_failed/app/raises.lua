local config = nil

print(config.name)

return { main = print }
