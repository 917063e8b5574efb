import assert from "node:assert/strict";
import { ProcessScene } from "../../tests/support/process_scene.ts";
import { isSoak } from "../../tests/support/random_settings.ts";
import { usedHeap } from "../../tests/support/used_heap.ts";

/** Processes, and messages to each. */
const COUNT = isSoak() ? 10_000 : 1000;

const ECHO = `
  local inbox = process.inbox()
  while true do
    local m = inbox:receive()
    if m:topic() == "end" then return m:payload():data() end
    process.send(m:from(), m:topic(), m:payload():data())
  end
`;

Deno.test("many processes at one time keep their conversations apart, and nothing of them stays", async () => {
  const scene = new ProcessScene({
    functions: {
      "app:main": `
        local count = ...
        local answers, events, pids = process.listen("n", { message = true }), process.events(), {}
        for i = 1, count do
          pids[i] = process.with_options({}):with_name("p" .. i):with_message("n", i):spawn("app:echo", "app:host")
          process.monitor(pids[i])
        end
        for i = 1, count do process.send("p" .. i, "n", -i) end
        local seen = {}
        for i = 1, 2 * count do
          local m = answers:receive()
          local n = m:payload():data()
          assert(m:from() == pids[math.abs(n)], "crossed")
          assert((n > 0) == (seen[m:from()] == nil), "out of order")
          seen[m:from()] = true
        end
        for i = 1, count do process.send(pids[i], "end", i) end
        for i = 1, count do
          local e = events:receive()
          assert(e.from == pids[e.result.value], "crossed")
        end
        return count
      `,
    },
    processes: { "app:echo": ECHO },
  });
  await scene.host.start();
  assert.equal(await scene.call("app:main", [COUNT]), COUNT);
  assert.equal(scene.node.size, 0);
  assert.equal(scene.node.names.lookUp("p1"), undefined);
  assert.deepEqual(await scene.stop(), { cut: [] });
});

Deno.test("a conversation of many messages loses none", async () => {
  const scene = new ProcessScene({
    functions: {
      "app:main": `
        local count = ...
        local answers = process.listen("n")
        local pid = process.spawn("app:echo", "app:host")
        for i = 1, count do process.send(pid, "n", i) end
        for i = 1, count do assert(answers:receive() == i) end
        return process.terminate(pid)
      `,
    },
    processes: { "app:echo": ECHO },
  });
  await scene.host.start();
  assert.equal(await scene.call("app:main", [10 * COUNT]), true);
  assert.deepEqual(await scene.stop(), { cut: [] });
  assert.equal(scene.node.size, 0);
});

Deno.test("processes that come and go leave no memory behind", async () => {
  const scene = new ProcessScene({
    functions: { "app:main": 'for i = 1, ... do assert(process.exec("app:p", "app:host", i) == i) end' },
    processes: { "app:p": 'process.registry.register("p") local t = {} for i = 1, 2000 do t[i] = i end return ...' },
  });
  await scene.host.start();
  const used = async () => {
    await scene.call("app:main", [COUNT / 5]);
    return usedHeap();
  };
  await used();
  const [before, after] = [await used(), await used()];
  // The tables of one process alone are larger than a kilobyte.
  assert(after < before + COUNT / 5 * 1000, `the heap grew from ${before} to ${after} bytes`);
  await scene.stop();
});
