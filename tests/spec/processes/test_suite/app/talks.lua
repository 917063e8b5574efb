return function()
  local answers = process.listen("question")
  local pid, err = process.spawn("tests:echo", "tests:host")
  if err then return nil, err end
  process.send(pid, "question", 42)
  assert(answers:receive() == 42, "the answer is wrong")
end
