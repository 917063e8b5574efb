
  local crypto, time, workflow = require("crypto"), require("time"), require("workflow")
  return function()
    workflow.on_query("draw", function() return (crypto.random.uuid()) end)
    local key = crypto.random.bytes(32)
    local sealed = crypto.encrypt.aes("text", key)
    time.sleep("10ms")
    local id, name = crypto.random.uuid(), crypto.random.string(20, "ab")
    local _, bad = crypto.random.bytes(0)
    local _, short = crypto.encrypt.aes("text", "key")
    time.sleep("10ms")
    return { length = #key, opened = crypto.decrypt.aes(sealed, key), id = id, name = name,
      other = crypto.random.uuid() ~= id, bad = bad:kind(), short = short:kind() }
  end