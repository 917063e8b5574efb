import assert from "node:assert/strict";
import { inScene, ProcessScene } from "../../tests/support/process_scene.ts";
import { settle } from "../../tests/support/fake_clock.ts";

const OBEDIENT = `
  local e = process.events():receive()
  return { e.kind, e.from, math.type(e.at), e.reason }
`;

Deno.test("process.cancel() is a CANCEL event, and the process decides", async () => {
  const got = await inScene(
    `
    local events = process.events()
    local pid = process.spawn_monitored("app:p", "app:host")
    assert(process.cancel(pid, "enough") == true)
    local e = events:receive()
    local value = e.result.value
    value[2] = value[2] == process.pid()
    local again, err = process.cancel(pid)
    value[5], value[6] = tostring(again), err:kind()
    local plain = process.spawn_monitored("app:p", "app:host")
    process.cancel(plain)
    value[7] = events:receive().result.value[4] == nil
    return value
  `,
    { "app:p": OBEDIENT },
  );
  assert.deepEqual(got, ["pid.cancel", true, "integer", "enough", "nil", "NotFound", true]);
});

Deno.test("process.terminate() ends a process at once, waiting or busy, also itself", async () => {
  const got = await inScene(
    `
    local events = process.events()
    local out = {}
    for i, id in ipairs({ "app:waits", "app:busy", "app:itself" }) do
      local pid = process.spawn_monitored(id, "app:host")
      if i < 3 then assert(process.terminate(pid) == true) end
      local err = events:receive().result.error
      out[i] = { err:kind(), err:message(), err:retryable() }
      local again, problem = process.terminate(pid)
      out[i][4] = problem:kind()
    end
    return out
  `,
    {
      "app:waits": "process.inbox():receive()",
      "app:busy": "while true do pcall(function() while true do end end) end",
      "app:itself": "process.terminate(process.pid()) while true do end",
    },
  );
  const terminated = ["Canceled", "process terminated", false, "NotFound"];
  assert.deepEqual(got, [terminated, terminated, terminated]);
});

Deno.test("a process that ends leaves no timers, calls, names or watches behind", async () => {
  const scene = new ProcessScene({
    functions: { "app:slow": 'time.sleep("1h")' },
    processes: {
      "app:p": `
        process.registry.register("p")
        time.after("1h")
        funcs.async("app:slow")
        process.spawn_monitored("app:other", "app:host")
        process.listen("go"):receive()
      `,
      "app:other": "process.inbox():receive()",
    },
  });
  await scene.host.start();
  const settings = { options: new Map(), context: new Map(), messages: [{ topic: "go", values: [] }] };
  const handle = await scene.host.spawn({ target: "app:p", args: [], settings, context: new Map(), from: "{|test}" });
  await new Promise((resolve) => handle.watch(resolve));
  assert.equal(scene.node.size, 1);
  assert.equal(scene.node.names.lookUp("p"), undefined);
  await scene.stop();
  assert.equal(scene.node.size, 0);
});

Deno.test("ProcessHost.stop() asks all to end, ends the others after the grace, and tells which", async () => {
  const scene = new ProcessScene({
    processes: { "app:good": "process.events():receive()", "app:bad": "process.inbox():receive()" },
  });
  await scene.host.start();
  const settings = { options: new Map(), context: new Map(), messages: [] };
  const spawn = (target: string) =>
    scene.host.spawn({ target, args: [], settings, context: new Map(), from: "{|test}" });
  await spawn("app:good");
  const bad = await spawn("app:bad");
  await settle();
  assert.deepEqual(scene.host.status(), { processes: 2 });
  const grace = new AbortController();
  const stopping = scene.host.stop(grace.signal);
  await settle();
  assert.equal(scene.node.size, 1);
  await assert.rejects(() => spawn("app:good"), { kind: "Unavailable", message: "host is shutting down" });
  grace.abort();
  assert.deepEqual(await stopping, { cut: [`process "app:bad" ${bad.pid}`] });
  assert.equal(scene.node.size, 0);
  assert.deepEqual(scene.host.status(), { processes: 0 });
  assert.throws(() => scene.node.place("app:host"), { kind: "NotFound" });
});

Deno.test("a host tells of a failure that nobody watches", async () => {
  const scene = new ProcessScene({
    functions: {
      "app:main": `
      process.spawn("app:p", "app:host")
      process.spawn_monitored("app:p", "app:host")
      process.events():receive()
    `,
    },
    processes: { "app:p": 'error("boom")' },
  });
  await scene.host.start();
  await scene.call("app:main");
  await settle();
  const messages = scene.logger.records.map(({ level, message }) => `${level}: ${message}`);
  assert.deepEqual(messages, ['error: Process "app:p" failed: p.lua:1: boom']);
  await scene.stop();
});
