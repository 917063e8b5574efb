local function main(...)
  print("a log record, not output")
  io.write("Hello")
  for _, arg in ipairs(io.args()) do io.write(", ", arg) end
  io.print("!", select("#", ...), (...))
  for line in io.readline do io.print("read", line) end
  io.eprint("to stderr")
  return 7
end
return main
