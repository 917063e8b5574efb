-- Runs every function with meta.type "test" and tells how each went; the exit code is the result.
return function(...)
  local entries = registry.find({ ["meta.type"] = "test" })
  table.sort(entries, function(a, b) return a.id < b.id end)
  local failed = 0
  for index, entry in ipairs(entries) do
    local _, err = funcs.call(entry.id)
    if err then failed = failed + 1 end
    io.print(string.format("[%d/%d] %s %s", index, #entries, err and "FAIL" or "ok", entry.id))
    if err then io.eprint(tostring(err)) end
  end
  io.print(string.format("%d passed, %d failed", #entries - failed, failed))
  return failed == 0
end
