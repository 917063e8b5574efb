time.sleep(time.SECOND)

return { main = print }
