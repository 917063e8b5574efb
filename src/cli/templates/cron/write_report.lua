local function write(run)
  return "report " .. run
end

return { write = write }
