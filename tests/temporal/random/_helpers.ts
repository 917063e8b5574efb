/** The workflows that random workflows start. */
export const HELPER_WORKFLOWS: Readonly<Record<string, string>> = {
  "app:child": `
    local time = require("time")
    return function(n)
      time.sleep(n .. "ms")
      if n == 3 then return nil, errors.new({ message = "three", kind = errors.CONFLICT }) end
      return n * 10
    end`,
  "app:parrot": `
    return function(topic, n)
      local inbox = process.inbox()
      for i = 1, n do
        local m = inbox:receive()
        process.send(m:from(), topic, m:payload():data())
      end
      return n
    end`,
  "app:obeys": `
    return function()
      process.events():receive()
      return nil, errors.new({ message = "stopped", kind = errors.CANCELED })
    end`,
};

/** The activities that random workflows call. An effect is printed, which is how the test sees it. */
export const HELPER_ACTIVITIES: Readonly<Record<string, string>> = {
  "app:effect": `return function(key, n) print("effect " .. key) return n * 2 end`,
  "app:echo": `return function(value) return value end`,
  "app:fails": `
    return function(n)
      return nil, errors.new({ message = "failed " .. n, kind = errors.NOT_FOUND, retryable = false })
    end`,
};
