import assert from "node:assert/strict";
import type { Exit, ProcessHandle } from "./mod.ts";
import { inScene } from "../../tests/support/process_scene.ts";

/** Processes that end in all ways. */
const ENDINGS = {
  "app:value": "return { n = ... }",
  "app:nothing": "return",
  "app:error": 'return nil, errors.new({ message = "no luck", kind = "Conflict", retryable = true })',
  "app:raising": 'error("boom")',
  "app:waits": 'process.listen("go"):receive() return "done"',
  "app:fails": 'process.listen("go"):receive() return nil, "broken"',
  "app:leaves": "process.listen('go'):receive() return nil, ...",
};

/** Shows an event: its fields, and those of its error. */
const SHOW = `
  local function show(e)
    local err = e.result.error
    return { e.kind, e.from, e.result.value, err and { err:kind(), err:message(), err:retryable() } }
  end
`;

Deno.test("spawn_monitored() tells the end in one EXIT event", async () => {
  const got = await inScene(
    `
    local events = process.events()
    assert(events == process.events())
    local out = {}
    for i, id in ipairs({ "app:value", "app:nothing", "app:error", "app:raising" }) do
      local pid = process.spawn_monitored(id, "app:host", i)
      local e = events:receive()
      assert(e.kind == process.event.EXIT and e.from == pid)
      assert(math.type(e.at) == "integer" and math.abs(e.at - os.time()) <= 5)
      local value, err = e.result.value, e.result.error
      out[i] = { value == nil, value and value.n or false, err and err:kind() or "", err and err:message() or "" }
    end
    return out
  `,
    ENDINGS,
  );
  assert.deepEqual(got, [
    [false, 1, "", ""],
    [true, false, "", ""],
    [true, false, "Conflict", "no luck"],
    [true, false, "Internal", "raising.lua:1: boom"],
  ]);
});

Deno.test("process.monitor() tells of the end once, also when it is called twice", async () => {
  const got = await inScene(
    `
    ${SHOW}
    local events = process.events()
    local pid = process.spawn("app:waits", "app:host")
    assert(process.monitor(pid) == true and process.monitor(pid) == true)
    process.send(pid, "go")
    local first = show(events:receive())
    local other = process.spawn_monitored("app:nothing", "app:host")
    return { first[1], first[2] == pid, first[3], events:receive().from == other }
  `,
    ENDINGS,
  );
  assert.deepEqual(got, ["pid.exit", true, "done", true]);
});

Deno.test("process.monitor() of what has ended or never was tells so at once", async () => {
  const got = await inScene(
    `
    local events = process.events()
    local pid = process.spawn_monitored("app:value", "app:host", 1)
    events:receive()
    local out = {}
    for i, target in ipairs({ pid, "{app:host|0x9999}" }) do
      assert(process.monitor(target))
      local e = events:receive()
      out[i] = { e.kind, e.result.error:kind(), e.result.error:message() == "process " .. e.from .. " not found" }
    end
    local ok, err = process.monitor("nobody")
    out[3] = { tostring(ok), err:kind(), err:message() }
    return out
  `,
    ENDINGS,
  );
  assert.deepEqual(got, [
    ["pid.exit", "NotFound", true],
    ["pid.exit", "NotFound", true],
    ["nil", "NotFound", "could not resolve 'nobody' as PID or registered name"],
  ]);
});

Deno.test("process.unmonitor() ends the watching", async () => {
  const got = await inScene(
    `
    local events = process.events()
    local pid = process.spawn_monitored("app:waits", "app:host")
    local other = process.spawn_monitored("app:waits", "app:host")
    assert(process.unmonitor(pid) == true and process.unmonitor(pid) == true)
    process.send(pid, "go")
    process.send(other, "go")
    local e = events:receive()
    local last = process.spawn_monitored("app:nothing", "app:host")
    return { e.from == other, events:receive().from == last }
  `,
    ENDINGS,
  );
  assert.deepEqual(got, [true, true]);
});

Deno.test("a linked failure is LINK_DOWN with trap_links, a linked success EXIT without error", async () => {
  const got = await inScene(
    `
    ${SHOW}
    assert(process.set_options({ trap_links = true }) and process.get_options().trap_links)
    local events = process.events()
    local out = {}
    for i, id in ipairs({ "app:error", "app:value" }) do
      local pid = process.spawn_linked(id, "app:host", i)
      local e = show(events:receive())
      e[2] = e[2] == pid
      e[3] = e[3] and e[3].n or false
      out[i] = e
    end
    return out
  `,
    ENDINGS,
  );
  assert.deepEqual(got, [["pid.link.down", true, false, ["Conflict", "no luck", true]], ["pid.exit", true, 2]]);
});

Deno.test("spawn_linked_monitored() tells a failure both ways and a success once", async () => {
  const got = await inScene(
    `
    process.set_options({ trap_links = true })
    local events = process.events()
    process.spawn_linked_monitored("app:error", "app:host")
    local kinds = { events:receive().kind, events:receive().kind }
    process.spawn_linked_monitored("app:value", "app:host", 1)
    kinds[3] = events:receive().kind
    local last = process.spawn_monitored("app:nothing", "app:host")
    kinds[4] = events:receive().from == last
    return kinds
  `,
    ENDINGS,
  );
  assert.deepEqual(got, ["pid.exit", "pid.link.down", "pid.exit", true]);
});

Deno.test("a linked failure ends who does not trap links", async () => {
  const linker = `
    local pid = process.spawn("app:fails", "app:host")
    assert(process.link(pid) == true)
    process.send(pid, "go")
    process.inbox():receive()
  `;
  const got = await inScene(
    `
    local pid = process.spawn_monitored("app:linker", "app:host")
    local e = process.events():receive()
    local err = e.result.error
    return { e.kind, e.from == pid, err:kind(), err:message(), err:retryable() }
  `,
    { ...ENDINGS, "app:linker": linker },
  );
  assert.deepEqual(got, ["pid.exit", true, "Internal", "linked process failed", false]);
});

Deno.test("a link holds in both directions, until unlink()", async () => {
  const linker = `
    local watched, unlinks = ...
    process.link(watched)
    if unlinks then process.unlink(watched) end
    return nil, "linker failed"
  `;
  const got = await inScene(
    `
    local events = process.events()
    local out = {}
    for i, unlinks in ipairs({ false, true }) do
      local watched = process.spawn_monitored("app:waits", "app:host")
      local linker = process.spawn_monitored("app:linker", "app:host", watched, unlinks)
      local first = events:receive()
      if unlinks then process.send(watched, "go") end
      local second = events:receive()
      local byPid = { [first.from] = first.result, [second.from] = second.result }
      local err = byPid[watched].error
      out[i] = { byPid[linker].error:message(), err and err:message() or byPid[watched].value }
    end
    return out
  `,
    { ...ENDINGS, "app:linker": linker },
  );
  assert.deepEqual(got, [["linker failed", "linked process failed"], ["linker failed", "done"]]);
});

Deno.test("the end of a watcher leaves a monitored process alone", async () => {
  const got = await inScene(
    `
    local pid = process.spawn("app:waits", "app:host")
    local watcher = process.spawn_monitored("app:watcher", "app:host", pid)
    local events = process.events()
    assert(events:receive().from == watcher)
    process.monitor(pid)
    process.send(pid, "go")
    return events:receive().result.value
  `,
    { ...ENDINGS, "app:watcher": "process.monitor(...) return nil, 'failed'" },
  );
  assert.equal(got, "done");
});

Deno.test("process.set_options() refuses what it does not know", async () => {
  const got = await inScene(`
    local out = {}
    for i, options in ipairs({ "x", { trap_links = 1 }, { upgradable = true } }) do
      local ok, err = process.set_options(options)
      out[i] = { ok, err:kind(), err:message() }
    end
    out[4] = process.get_options().trap_links
    return out
  `);
  assert.deepEqual(got, [
    [false, "Invalid", "options parameter must be a table"],
    [false, "Invalid", "trap_links must be a boolean"],
    [false, "Invalid", "option upgradable is not supported"],
    false,
  ]);
});

Deno.test("runs that replace each other under one pid are watched each, one that is watched already once", async () => {
  const exits: ((exit: Exit) => void)[] = [];
  const runs = ["r1", "r2", "r2"];
  const run = (runId?: string): ProcessHandle => ({
    pid: "{c@app:w|id}",
    ...runId && { runId },
    send: () => Promise.resolve(),
    cancel: () => Promise.resolve(),
    terminate: () => Promise.resolve(exits.forEach((tell, index) => tell({ at: 0n, value: index }))),
    watch(onExit) {
      exits.push(onExit);
      return () => {};
    },
  });
  const place = { spawn: () => Promise.resolve(run(runs.shift())), at: () => run() };
  const got = await inScene(
    `
    local events, out = process.events(), {}
    local pid = process.spawn_monitored("app:wf", "app:w")
    process.monitor(pid)
    for i = 1, 2 do process.spawn_monitored("app:wf", "app:w") end
    process.terminate(pid)
    for i = 1, 2 do out[i] = events:receive().result.value end
    return { out, channel.select({ events:case_receive(), default = true }).channel == events }
  `,
    {},
    { foreign: { named: () => place, at: () => run() } },
  );
  assert.deepEqual(got, [[0, 1], false]);
  assert.equal(exits.length, 2);
});
