import { type ByteString, fromByteString } from "../base/mod.ts";
import assert from "node:assert/strict";
import { inScene } from "../../tests/support/process_scene.ts";

const ECHO = `
  local inbox = process.inbox()
  while true do
    local m = inbox:receive()
    process.send(m:from(), m:topic(), m:payload():data())
  end
`;

Deno.test("process.pid() is the function's own, and each call's another", async () => {
  const [first, second, id] = await inScene(
    `
    return { process.pid(), funcs.call("app:other"), process.id() }
  `,
    {},
    { functions: { "app:other": "return process.pid()" } },
  ) as ByteString[];
  assert.match(fromByteString(first!), /^\{local@app:main#lua\|0x[0-9a-f]+\}$/);
  assert.match(fromByteString(second!), /^\{local@app:other#lua\|0x[0-9a-f]+\}$/);
  assert.equal(id, "app:main");
});

Deno.test("process.spawn() starts a process with arguments and gives its pid", async () => {
  const [pid, own, args, id] = await inScene(
    `
    local ch = process.listen("hello")
    local pid, err = process.spawn("app:p", "app:host", process.pid(), 5, { a = true })
    assert(err == nil)
    local r = ch:receive()
    return { pid, r.pid, r.args, r.id }
  `,
    {
      "app:p":
        `local to, n, t = ... process.send(to, "hello", { pid = process.pid(), args = { n, t }, id = process.id() })`,
    },
  ) as [string, string, unknown, string];
  assert.match(pid, /^\{local@app:host\|0x[0-9a-f]+\}$/);
  assert.equal(own, pid);
  assert.deepEqual(args, [5, new Map([["a", true]])]);
  assert.equal(id, "app:p");
});

Deno.test("process.spawn() answers what cannot be started", async () => {
  const answers = await inScene(
    `
    local out = {}
    local function try(...)
      local pid, err = process.spawn(...)
      assert(pid == nil)
      out[#out + 1] = { err:kind(), err:message(), err:retryable() }
    end
    try("app:p")
    try("", "app:host")
    try("app:p", "")
    try("app:p", "app:nowhere")
    try("app:gone", "app:host")
    try("app:main", "app:host")
    try("app:p", "app:host", { 1, a = 2 })
    return out
  `,
    { "app:p": "" },
  );
  assert.deepEqual(answers, [
    ["Invalid", "spawn requires at least id and host arguments", false],
    ["Invalid", "process ID required", false],
    ["Invalid", "host ID required", false],
    ["NotFound", 'host "app:nowhere" not found', false],
    ["NotFound", 'process "app:gone" not found', false],
    ["NotFound", 'process "app:main" not found', false],
    ["Invalid", "cannot encode a table with mixed keys: both array indexes and other keys", false],
  ]);
});

Deno.test("process.send() reaches pids, names and the sender itself, in order", async () => {
  const got = await inScene(
    `
    local ch = process.listen("t", { message = true })
    local pid = process.spawn("app:echo", "app:host")
    assert(process.registry.register("echo", pid))
    for i = 1, 3 do assert(process.send(pid, "t", i)) end
    assert(process.send("echo", "t", "by name"))
    assert(process.send(process.pid(), "t", "own"))
    local out = {}
    for i = 1, 5 do
      local m = ch:receive()
      out[i] = { m:payload():data(), m:from() == pid and "echo" or m:from() == process.pid() and "self" }
    end
    return out
  `,
    { "app:echo": ECHO },
  );
  const values = got as unknown[][];
  assert.deepEqual(values.filter(([, from]) => from === "self"), [["own", "self"]]);
  assert.deepEqual(values.filter(([, from]) => from === "echo").map(([value]) => value), [1, 2, 3, "by name"]);
});

Deno.test("process.send() takes none, one and several values", async () => {
  const got = await inScene(`
    local me, plain, messages = process.pid(), process.listen("plain"), process.listen("m", { message = true })
    process.send(me, "plain") process.send(me, "plain", 1) process.send(me, "plain", 1, "two")
    process.send(me, "m") process.send(me, "m", 1) process.send(me, "m", 1, "two")
    local none, ok = plain:receive()
    local out = { none == nil and ok, plain:receive(), plain:receive() }
    out[4] = messages:receive():payload() == nil
    out[5] = messages:receive():payload():data()
    local several = messages:receive():payload()
    out[6] = { #several, several[1]:data(), several[2]:data() }
    return out
  `);
  assert.deepEqual(got, [true, 1, [1, "two"], true, 1, [2, 1, "two"]]);
});

Deno.test("process.send() answers what it cannot reach", async () => {
  const answers = await inScene(
    `
    local out = {}
    local function try(...)
      local ok, err = process.send(...)
      assert(ok == nil)
      out[#out + 1] = { err:kind(), err:message(), err:retryable() }
    end
    try("x")
    try("nobody", "t")
    try("{app:host|0x7777}", "t")
    try("{elsewhere@app:host|0x1}", "t")
    try("{update|u1}", "ok")
    try(process.pid(), "")
    try(process.pid(), "@pid")
    try(process.pid(), "t", { 1, a = 2 })
    local pid = process.spawn_monitored("app:p", "app:host")
    process.events():receive()
    local _, err = process.send(pid, "t")
    out[#out + 1] = { err:kind(), err:message() == "process " .. pid .. " not found", err:retryable() }
    return out
  `,
    { "app:p": "" },
  );
  assert.deepEqual(answers, [
    ["Invalid", "send requires at least destination and topic arguments", false],
    ["NotFound", "could not resolve 'nobody' as PID or registered name", false],
    ["NotFound", "process {local@app:host|0x7777} not found", false],
    ["NotFound", "process {elsewhere@app:host|0x1} not found", false],
    ["NotFound", "process {local@update|u1} not found", false],
    ["Invalid", "topic cannot be empty", false],
    ["Invalid", "cannot send to @ topics", false],
    ["Invalid", "cannot encode a table with mixed keys: both array indexes and other keys", false],
    ["NotFound", true, false],
  ]);
});

Deno.test("messages wait for a listener or the inbox, and keep their order", async () => {
  const got = await inScene(`
    local me = process.pid()
    for i = 1, 3 do process.send(me, "a", i) process.send(me, "b", i) end
    local a = process.listen("a")
    local out = { a:receive(), a:receive(), a:receive() }
    local inbox = process.inbox()
    process.send(me, "c", 4)
    process.send(me, "a", 5)
    for i = 4, 7 do local m = inbox:receive() out[i] = m:topic() .. m:payload():data() end
    out[8] = a:receive()
    return out
  `);
  assert.deepEqual(got, [1, 2, 3, "b1", "b2", "b3", "c4", 5]);
});

Deno.test("process.listen() gives one channel per topic, and unlisten() closes it", async () => {
  const got = await inScene(`
    local me, a = process.pid(), process.listen("a")
    local again = process.listen("a", { message = true })
    process.send(me, "a", 1)
    local topic = a:receive():topic()
    local done = process.unlisten(a)
    local _, open = a:receive()
    local other, err = process.unlisten(a)
    local _, empty = process.listen("")
    local _, internal = process.listen("@x")
    return { a == again, topic, done, open, other, err:kind(), empty:message(), internal:message() }
  `);
  assert.deepEqual(got, [
    ...[true, "a", true, false, false, "Invalid"],
    ...["topic cannot be empty", "cannot listen to @ topics"],
  ]);
});
