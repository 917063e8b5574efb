import assert from "node:assert/strict";
import { settle } from "../../tests/support/fake_clock.ts";
import { inScene, ProcessScene } from "../../tests/support/process_scene.ts";

const HOSTED = { defaultHosts: { "app:p": "app:host", "app:obeys": "app:host" } };

Deno.test("funcs.call() runs a process.lua on its default host, and not without one", async () => {
  const got = await inScene(
    `
    local value = funcs.call("app:p", 2)
    local _, err = funcs.call("app:fails")
    local _, homeless = funcs.call("app:homeless")
    return { value[1], value[2]:match("^{local@app:host|0x") ~= nil, err:message(), homeless:kind(), homeless:message() }
  `,
    {
      "app:p": "return { (...), process.pid() }",
      "app:fails": 'return nil, "broken"',
      "app:homeless": "return 1",
    },
    { defaultHosts: { "app:p": "app:host", "app:fails": "app:host" } },
  );
  assert.deepEqual(got, [
    ...[2, true, "broken"],
    ...["NotFound", 'no handler registered for "app:homeless": it has no default_host'],
  ]);
});

Deno.test("a call of a process whose host does not run says so", async () => {
  const scene = new ProcessScene({ processes: { "app:p": "" }, ...HOSTED });
  await assert.rejects(scene.call("app:p"), { kind: "NotFound", message: 'host "app:host" not found' });
});

Deno.test("a call from outside gives a process a CANCEL event, and kills it when it must", async () => {
  const scene = new ProcessScene({
    processes: {
      "app:obeys": "local e = process.events():receive() return { e.kind, e.from, e.reason }",
      "app:stays": "while true do process.events():receive() end",
    },
  });
  const signal = AbortSignal.abort();
  assert.deepEqual(await scene.call("app:obeys", [], { signal }), [
    "pid.cancel",
    "{|topology}",
    "the call is canceled",
  ]);
  const kill = new AbortController();
  const result = scene.call("app:stays", [], { signal, kill: kill.signal });
  await settle();
  assert.equal(scene.node.size, 1);
  kill.abort();
  await assert.rejects(result, { kind: "Canceled", message: "process terminated" });
  assert.equal(scene.node.size, 0);
});

Deno.test("a canceled function asks the process that it called to end, and does not wait", async () => {
  const scene = new ProcessScene({
    functions: { "app:main": 'local _, err = pcall(funcs.call, "app:obeys") return err:kind()' },
    processes: { "app:obeys": "print(process.events():receive().kind)" },
    ...HOSTED,
  });
  await scene.host.start();
  const controller = new AbortController();
  const result = scene.call("app:main", [], { signal: controller.signal });
  while (scene.node.size < 2) await settle();
  controller.abort();
  assert.equal(await result, "Canceled");
  while (scene.node.size > 0) await settle();
  assert.deepEqual(scene.logger.records.map(({ message }) => message), ["pid.cancel"]);
  await scene.stop();
});

Deno.test("a canceled function does nothing with processes any more", async () => {
  const scene = new ProcessScene({
    functions: {
      "app:main": `
        local out = { select(2, pcall(function() process.inbox():receive() end)):kind() }
        local calls = {
          function() return process.send(process.pid(), "t") end,
          function() return process.spawn("app:p", "app:host") end,
          function() return process.registry.register("late") end,
        }
        for i, call in ipairs(calls) do out[i + 1] = select(2, pcall(call)):kind() end
        return out
      `,
    },
    processes: { "app:p": "" },
  });
  await scene.host.start();
  const controller = new AbortController();
  const result = scene.call("app:main", [], { signal: controller.signal });
  await settle();
  controller.abort();
  assert.deepEqual(await result, ["Canceled", "Canceled", "Canceled", "Canceled"]);
  assert.equal(scene.node.size, 0);
  await scene.stop();
});

Deno.test("functions have an inbox and events of their own, and others can end them", async () => {
  const got = await inScene(
    `
    local pids = process.listen("pid")
    local first = funcs.async("app:waits", process.pid())
    local pid = pids:receive()
    process.send(pid, "go", "on")
    local value = first:response():receive():data()
    local second = funcs.async("app:waits", process.pid())
    process.cancel(pids:receive(), "stop")
    local third = funcs.async("app:waits", process.pid())
    process.terminate(pids:receive())
    local err = third:response():receive()
    return { value, second:response():receive():data(), err:kind(), err:message() }
  `,
    {},
    {
      functions: {
        "app:waits": `
          local go, events = process.listen("go"), process.events()
          process.send(..., "pid", process.pid())
          local got = channel.select({ go:case_receive(), events:case_receive() })
          return got.channel == go and got.value or got.value.reason
        `,
      },
    },
  );
  assert.deepEqual(got, ["on", "stop", "Canceled", "process terminated"]);
});
