import assert from "node:assert/strict";
import { inScene, ProcessScene } from "../../tests/support/process_scene.ts";
import type { SpawnRequest } from "./mod.ts";

/** Answers every message with what it is. */
const ECHO = `
  local inbox = process.inbox()
  while true do
    local m = inbox:receive()
    process.send(m:from(), "answer", m:topic(), m:payload() and m:payload():data(), ctx.all())
  end
`;

Deno.test("process.exec() waits for the result or the error of a process", async () => {
  const got = await inScene(
    `
    local value, none = process.exec("app:adds", "app:host", 2, 3)
    local nothing, err = process.exec("app:fails", "app:host")
    local spawned = process.with_context({ tenant = "t1" }):exec("app:context", "app:host")
    return { value, none == nil, nothing == nil, err:kind(), err:message(), spawned }
  `,
    {
      "app:adds": "local a, b = ... return a + b",
      "app:fails": 'return 1, errors.new({ message = "no", kind = "Conflict" })',
      "app:context": 'return ctx.get("tenant")',
    },
  );
  assert.deepEqual(got, [5, true, true, "Conflict", "no", "t1"]);
});

Deno.test("process.exec() checks its arguments", async () => {
  const got = await inScene(
    `
    local out = {}
    local wrong = {
      { "", "app:host" }, {}, { "plain", "app:host" }, { ":p", "app:host" }, { "app:", "app:host" },
      { "app:p", "" }, { "app:p" }, { "app:p", "app:gone" }, { "app:gone", "app:host" },
    }
    for i, args in ipairs(wrong) do
      local value, err = process.exec(args[1], args[2])
      out[i] = err:kind() .. ": " .. err:message()
    end
    return out
  `,
    { "app:p": "" },
  );
  assert.deepEqual(got, [
    "Invalid: process ID required",
    "Invalid: process ID required",
    "Invalid: invalid process ID format (namespace:name required)",
    "Invalid: invalid process ID format (namespace:name required)",
    "Invalid: invalid process ID format (namespace:name required)",
    "Invalid: host ID required",
    "Invalid: host ID required",
    'NotFound: host "app:gone" not found',
    'NotFound: process "app:gone" not found',
  ]);
});

Deno.test("a canceled caller of process.exec() does not take the process with it", async () => {
  const scene = new ProcessScene({
    functions: { "app:main": 'local _, err = pcall(process.exec, "app:p", "app:host") return err:kind()' },
    processes: { "app:p": "process.inbox():receive()" },
  });
  await scene.host.start();
  const controller = new AbortController();
  const call = scene.call("app:main", [], { signal: controller.signal });
  while (scene.node.size < 2) await new Promise((resolve) => setTimeout(resolve));
  controller.abort();
  assert.equal(await call, "Canceled");
  assert.equal(scene.node.size, 1);
  await scene.stop();
});

Deno.test("spawners are immutable, and startup messages come first and in order", async () => {
  const got = await inScene(
    `
    local answers = process.listen("answer")
    local plain = process.with_context({ a = 1 })
    local more = plain:with_context({ b = 2 }):with_message("first", "x"):with_message("second")
    local pid = more:spawn("app:echo", "app:host")
    process.send(pid, "third")
    local out = {}
    for i = 1, 3 do
      local a = answers:receive()
      out[i] = { a[1], a[2] or false, a[3].a, a[3].b }
    end
    local other = plain:spawn_monitored("app:echo", "app:host")
    process.send(other, "only")
    local a = answers:receive()
    out[4] = { a[1], a[3].a, a[3].b == nil }
    return out
  `,
    { "app:echo": ECHO },
  );
  assert.deepEqual(got, [["first", "x", 1, 2], ["second", false, 1, 2], ["third", false, 1, 2], ["only", 1, true]]);
});

Deno.test("context values go on to processes and functions", async () => {
  const got = await inScene(
    `
    return funcs.new():with_context({ tenant = "t1", level = 1 }):call("app:next")
  `,
    { "app:p": 'return { ctx.get("tenant"), ctx.get("level") }' },
    { functions: { "app:next": 'return process.with_context({ level = 2 }):exec("app:p", "app:host")' } },
  );
  assert.deepEqual(got, ["t1", 2]);
});

Deno.test("with_name() spawns, or sends to who has the name", async () => {
  const got = await inScene(
    `
    local answers = process.listen("answer")
    local spawner = process.with_options({}):with_name("other"):with_name("one")
    local first = spawner:with_message("a"):spawn("app:echo", "app:host")
    local second = spawner:with_message("b", 1):spawn("app:echo", "app:host")
    local found = process.registry.lookup("one")
    local _, missing = process.registry.lookup("other")
    return { first == second, found == first, missing:message(), answers:receive()[1], answers:receive()[1] }
  `,
    { "app:echo": ECHO },
  );
  assert.deepEqual(got, [true, true, "name not registered", "a", "b"]);
});

Deno.test("spawner methods raise what the module's functions answer", async () => {
  const got = await inScene(`
    local s, out = process.with_options({}), {}
    local calls = {
      function() s:spawn("app:p") end,
      function() s:spawn_monitored() end,
      function() s:spawn_linked("app:p") end,
      function() s:spawn_linked_monitored("app:p") end,
      function() s:exec("app:p") end,
      function() s:spawn({}, "app:host") end,
      function() s:with_name("") end,
      function() s:with_name() end,
      function() s:with_message("@x") end,
      function() s:with_message() end,
      function() s:with_context({ 1 }) end,
      function() s:with_context("x") end,
      function() s:with_options({ [true] = 1 }) end,
    }
    for i, call in ipairs(calls) do local _, message = pcall(call) out[i] = message:gsub("^main.lua:%d+: ", "") end
    return out
  `);
  assert.deepEqual(got, [
    "spawn requires at least id and host arguments",
    "spawn_monitored requires at least id and host arguments",
    "spawn_linked requires at least id and host arguments",
    "spawn_linked_monitored requires at least id and host arguments",
    "exec requires at least id and host arguments",
    "bad argument #1 to 'spawn' (string expected, got table)",
    "name cannot be empty",
    "bad argument #1 to 'with_name' (string expected, got no value)",
    "cannot send to @ topics",
    "bad argument #1 to 'with_message' (string expected, got no value)",
    "bad argument #1 to 'with_context' (keys must be strings)",
    "bad argument #1 to 'with_context' (table expected, got string)",
    "bad argument #1 to 'with_options' (keys must be strings)",
  ]);
});

Deno.test("a host that is no local one gets what it is to start", async () => {
  const requests: SpawnRequest[] = [];
  const place = {
    spawn(request: SpawnRequest) {
      requests.push(request);
      return Promise.reject(new Error("unused"));
    },
    at: () => assert.fail(),
  };
  const foreign = { named: (id: string) => id === "app:w" ? place : undefined };
  await assert.rejects(
    inScene(
      `
    process.with_context({ a = 1 }):with_options({ ["workflow.id"] = "w1" }):with_message("go", 5)
      :spawn("app:wf", "app:w", "x")
  `,
      {},
      { foreign },
    ),
    /unused/,
  );
  const [{ from, settings: { options, messages }, ...rest }] = requests as [SpawnRequest];
  assert.deepEqual([rest.target, rest.args, rest.context], ["app:wf", ["x"], new Map([["a", 1]])]);
  assert.deepEqual([options, messages], [new Map([["workflow.id", "w1"]]), [{ topic: "go", values: [5] }]]);
  assert.match(from, /^\{local@app:main#lua\|/);
});

Deno.test("process.upgrade() goes on as other code, in the same process", async () => {
  const got = await inScene(
    `
    local answers = process.listen("answer")
    local pid = process.with_options({}):with_name("p"):spawn("app:v1", "app:host")
    process.monitor(pid)
    process.send(pid, "go")
    process.send(pid, "unread", 7)
    local a = answers:receive()
    local e = process.events():receive()
    return { a[1] == pid, a[2], a[3], a[4], e.from == pid, e.result.value }
  `,
    {
      "app:v1":
        'local m = process.listen("go", { message = true }):receive() process.upgrade("app:v2", m:from(), "arg")',
      "app:v2": `
      local to, arg = ...
      process.send(to, "answer", process.pid(), process.id(), arg, process.registry.lookup("p") == process.pid())
      return process.listen("unread"):receive()
    `,
    },
  );
  assert.deepEqual(got, [true, "app:v2", "arg", true, true, 7]);
});

Deno.test("process.upgrade() loses no event that was not received", async () => {
  const got = await inScene(
    `return process.exec("app:v1", "app:host")`,
    {
      "app:v1": `
      local events = process.events()
      for i = 1, 3 do process.cancel(process.pid(), "number " .. i) end
      assert(events:receive().reason == "number 1")
      process.upgrade("app:v2")
    `,
      "app:v2": `
      process.cancel(process.pid(), "number 4")
      local events, out = process.events(), {}
      for i = 1, 3 do out[i] = events:receive().reason end
      return out
    `,
    },
  );
  assert.deepEqual(got, ["number 2", "number 3", "number 4"]);
});

Deno.test("process.upgrade() without an id begins the same code anew, and fails for code that is not there", async () => {
  const got = await inScene(
    `
    local again = process.exec("app:counts", "app:host", 1)
    local _, err = process.exec("app:lost", "app:host")
    return { again, err:kind(), err:message() }
  `,
    {
      "app:counts": "local n = ... if n < 5 then process.upgrade(nil, n + 1) end return n",
      "app:lost": 'process.upgrade("app:gone")',
    },
  );
  assert.deepEqual(got, [5, "NotFound", 'process "app:gone" not found']);
});
