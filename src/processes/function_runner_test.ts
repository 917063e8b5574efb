import assert from "node:assert/strict";
import { FakeClock, settle } from "../../tests/support/fake_clock.ts";
import { luaRunner, RecordingLogger, runLua } from "../../tests/support/lua_runner.ts";
import { AppError, ascii, type Data, fromLatin1 } from "../base/mod.ts";
import type { CallOptions } from "./mod.ts";

const never = (): CallOptions => ({ signal: new AbortController().signal });

/** The error that a function ends with. */
async function failureOf(result: Promise<unknown>): Promise<AppError> {
  const error = await result.then(() => undefined, (error) => error);
  assert(error instanceof AppError, `expected an AppError, got ${error}`);
  return error;
}

Deno.test("FunctionRunner.call() gives the first result, and nothing for nothing", async () => {
  assert.equal(await runLua("return 5, nil"), 5);
  assert.equal(await runLua("return nil"), null);
  assert.equal(await runLua("return"), undefined);
  assert.deepEqual(
    await runLua("return ...", [new Map([[ascii("a"), [1, fromLatin1("\xff")]]])]),
    new Map([["a", [1, "\xff"]]]),
  );
});

Deno.test("FunctionRunner.call() rejects with the error that the function returned or raised", async () => {
  const returned = await failureOf(
    runLua('return 1, errors.new({ message = "m", kind = "Conflict", retryable = true, details = { a = 1 } })'),
  );
  assert.deepEqual([returned.message, returned.kind, returned.retryable], ["m", "Conflict", true]);
  assert.deepEqual(returned.details, new Map([["a", 1]]));

  const text = await failureOf(runLua('return nil, "no luck"'));
  assert.deepEqual([text.message, text.kind, text.retryable], ["no luck", "Internal", false]);

  const raised = await failureOf(runLua('local function f() error("boom") end f() '));
  assert.deepEqual([raised.message, raised.kind, raised.retryable], ["main.lua:1: boom", "Internal", undefined]);
  assert.match(raised.luaStack!.join("\n"), /main\.lua:1: .*'f'/);

  const object = await failureOf(runLua('error(errors.new({ message = "m", kind = "Invalid", retryable = false }))'));
  assert.deepEqual([object.message, object.kind, object.retryable], ["m", "Invalid", false]);
  assert(object.luaStack!.length > 0);

  const spawned = await failureOf(runLua('coroutine.spawn(function() error("child") end) time.sleep("1h")'));
  assert.equal(spawned.message, "main.lua:1: child");
});

Deno.test("FunctionRunner.call() rejects a result that cannot be encoded", async () => {
  const error = await failureOf(runLua("return { 1, a = 2 }"));
  assert.deepEqual([error.kind, error.message], [
    "Invalid",
    "cannot encode a table with mixed keys: both array indexes and other keys",
  ]);
});

Deno.test("FunctionRunner.call() says NotFound for an unknown function or entry point", async () => {
  const runner = luaRunner({ "app:table": "return { other = print }", "app:raising": "error('at load')" });
  const unknown = await failureOf(runner.call("app:gone", [], never()));
  assert.deepEqual([unknown.kind, unknown.message], ["NotFound", 'function "app:gone" not found']);
  const missing = await failureOf(runner.call("app:table", [], never()));
  assert.deepEqual([missing.kind, missing.message], ["NotFound", 'method "main" not found in module']);
  const raising = await failureOf(runner.call("app:raising", [], never()));
  assert.deepEqual([raising.kind, raising.message], ["Internal", "raising.lua:1: at load"]);
});

Deno.test("FunctionRunner.call() gives every call a state of its own", async () => {
  const runner = luaRunner({ "app:count": "count = 0 return function() count = count + 1 return count end" });
  assert.equal(await runner.call("app:count", [], never()), 1);
  assert.equal(await runner.call("app:count", [], never()), 1);
});

Deno.test("FunctionRunner.call() logs what scripts print", async () => {
  const logger = new RecordingLogger();
  const script = { entry: "test:main", pid: "{local@test:main#lua|0x1}" };
  await runLua('print("h\\195\\169", 5, nil)\nprint("x")', [], { logger });
  assert.deepEqual(logger.records, [
    { level: "info", message: "hé 5 nil", fields: { ...script, position: "main.lua:1" } },
    { level: "info", message: "x", fields: { ...script, position: "main.lua:2" } },
  ]);
});

Deno.test("FunctionRunner.call() ends everything that the function left behind", async () => {
  const clock = new FakeClock();
  const value = await runLua(
    `
    time.after("1h") time.timer("1h") time.ticker("1h") funcs.async("test:main", true)
    if ... then time.sleep("1h") end
    coroutine.spawn(function() time.sleep("1h") end)
    return "done"
  `,
    [],
    { clock },
  );
  assert.equal(value, "done");
  assert.equal(clock.pending, 0);
});

Deno.test("FunctionRunner.call() reports a deadlock instead of waiting forever", async () => {
  const error = await failureOf(runLua("channel.new():receive()"));
  assert.match(error.message, /^deadlock/);
});

Deno.test("FunctionRunner.call() stops recursion of calls", async () => {
  const runner = luaRunner({ "app:f": 'return function() return funcs.call("app:f") end' });
  const error = await failureOf(runner.call("app:f", [], never()));
  assert.equal(error.message, 'calls nested deeper than 64 levels at "app:f"');
});

Deno.test("FunctionRunner.call() keeps to the concurrency of an entry", async () => {
  const clock = new FakeClock();
  const runner = luaRunner({ "app:f": 'return function(n) time.sleep("10ms") return n end' }, {
    clock,
    concurrency: () => 2,
  });
  const ended: Data[] = [];
  const calls = [1, 2, 3].map((n) => runner.call("app:f", [n], never()).then(() => ended.push(n)));
  while (clock.pending < 2) await settle();
  await clock.advance(10);
  assert.deepEqual(ended, [1, 2]);
  while (clock.pending < 1) await settle();
  await clock.advance(10);
  await Promise.all(calls);
  assert.deepEqual(ended, [1, 2, 3]);
});

Deno.test("a function that calls itself needs no second slot", async () => {
  const runner = luaRunner(
    { "app:f": 'return function(n) return n > 0 and funcs.call("app:f", n - 1) or "done" end' },
    {
      concurrency: () => 1,
    },
  );
  assert.equal(await runner.call("app:f", [3], never()), "done");
});

Deno.test("a call that waits for its turn can be canceled", async () => {
  const clock = new FakeClock();
  const runner = luaRunner({ "app:f": 'return function() time.sleep("10ms") return 1 end' }, {
    clock,
    concurrency: () => 1,
  });
  const first = runner.call("app:f", [], never());
  const controller = new AbortController();
  const second = runner.call("app:f", [], { signal: controller.signal });
  while (clock.pending < 1) await settle();
  controller.abort();
  assert.equal((await failureOf(second)).kind, "Canceled");
  await clock.advance(10);
  assert.equal(await first, 1);
});

/** Cancels a function once it waits on its clock. */
async function cancelWhileWaiting(body: string): Promise<Data | undefined> {
  const clock = new FakeClock();
  const controller = new AbortController();
  const runner = luaRunner({ "test:main": `return function() ${body}\nend`, "test:slow": SLOW }, { clock });
  const result = runner.call("test:main", [], { signal: controller.signal });
  while (clock.pending === 0) await settle();
  controller.abort();
  return await result.finally(() => assert.equal(clock.pending, 0));
}

const SLOW = 'return function() local _, err = time.sleep("1h") return err and err:kind() end';

Deno.test("cancellation makes whatever is blocked raise an error", async () => {
  const cases = [
    'time.sleep("1h")',
    'funcs.call("test:slow")',
    'time.after("1h"):receive()',
    'time.ticker("1h"):response():receive()',
    'time.timer("1h"):response():receive()',
    'time.after("1h") channel.new():send(1)',
    'channel.select{ time.after("1h"):case_receive(), channel.new():case_receive() }',
    'time.after("1h") process.listen("topic"):receive()',
    'time.after("1h") process.events():receive()',
    'funcs.async("test:slow"):response():receive()',
    'coroutine.wrap(function() time.sleep("1h") end)()',
    'for _ in coroutine.wrap(function() coroutine.wrap(time.sleep)("1h") end) do end',
  ];
  for (const wait of cases) {
    const ignored = await failureOf(cancelWhileWaiting(`${wait} return "done"`));
    assert.deepEqual(
      [ignored.kind, ignored.message, ignored.retryable],
      ["Canceled", "operation canceled", false],
      wait,
    );
    assert.match(ignored.luaStack!.join("\n"), /main\.lua:1/, wait);
    const value = await cancelWhileWaiting(`
      local ok, err = pcall(function() ${wait} end)
      return { ok, err:kind(), err:message(), err:retryable() }
    `);
    assert.deepEqual(value, [false, "Canceled", "operation canceled", false], wait);
  }
});

Deno.test("after cancellation each wait raises the error again, and what does not wait works", async () => {
  const value = await cancelWhileWaiting(`
    local out, ready = {}, channel.new(1)
    local function try(...) out[#out + 1] = select(2, pcall(...)):kind() end
    try(time.sleep, "1h")
    try(time.sleep, "1h")
    try(function() channel.new():receive() end)
    try(funcs.call, "test:slow")
    try(http_client.get, "http://127.0.0.1:9/")
    local future, refused = funcs.async("test:slow")
    out[#out + 1] = refused:kind()
    ready:send(future == nil and "clean")
    out[#out + 1] = ready:receive()
    return out
  `);
  assert.deepEqual(value, [...Array(6).fill("Canceled"), "clean"]);
});

Deno.test("an error that a canceled function does not catch is its failure, also where a coroutine hides it", async () => {
  const spawned = `
    local done = channel.new()
    coroutine.spawn(function() time.sleep("1h") done:send("slept") end)
    return done:receive()
  `;
  assert.equal((await failureOf(cancelWhileWaiting(spawned))).kind, "Canceled");
  const handled = await cancelWhileWaiting(`
    coroutine.spawn(function() time.sleep("1h") end)
    local ok = xpcall(function() channel.new():receive() end, function(err) return err end)
    return ok == false and "cleaned up"
  `);
  assert.equal(handled, "cleaned up");
});

Deno.test("a canceled function that waits on is ended by force", async () => {
  const forever = 'pcall(time.sleep, "1h") while true do pcall(time.sleep, "1h") end';
  assert.equal((await failureOf(cancelWhileWaiting(forever))).kind, "Canceled");
  const stuck = 'pcall(time.sleep, "1h") time.after("1h"):receive() channel.new():receive()';
  const error = await failureOf(cancelWhileWaiting(stuck));
  assert.deepEqual([error.kind, error.message], ["Canceled", "operation canceled"]);
});

Deno.test("a canceled function that returns an error of its own keeps it", async () => {
  const body = 'local _, err = pcall(time.sleep, "1h") return nil, errors.wrap(err, "while waiting")';
  const error = await failureOf(cancelWhileWaiting(body));
  assert.deepEqual([error.kind, String(error)], ["Canceled", "while waiting: operation canceled"]);
});

Deno.test("cancellation ends a busy function, which pcall cannot prevent", async () => {
  const controller = new AbortController();
  const runner = luaRunner({
    "test:main": "return function() while true do pcall(function() while true do end end) end end",
  });
  const result = runner.call("test:main", [], { signal: controller.signal });
  await settle();
  controller.abort();
  const error = await failureOf(result);
  assert.deepEqual([error.kind, error.message], ["Canceled", "operation canceled"]);
  assert.match(error.luaStack!.join("\n"), /main\.lua:1/);
});

Deno.test("a call with an aborted signal does not begin", async () => {
  const logger = new RecordingLogger();
  const runner = luaRunner({ "test:main": "return function() print('ran') end" }, { logger });
  const error = await failureOf(runner.call("test:main", [], { signal: AbortSignal.abort() }));
  assert.equal(error.kind, "Canceled");
  assert.deepEqual(logger.records, []);
});

Deno.test("busy functions leave the event loop its turns, and each other", async () => {
  const controller = new AbortController();
  const runner = luaRunner({
    "test:busy": "return function() while true do end end",
    "test:short": "return function() local n = 0 for i = 1, 300000 do n = n + 1 end return n end",
  });
  const busy = [1, 2].map(() => runner.call("test:busy", [], { signal: controller.signal }).catch(() => {}));
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen() {} }, () => new Response("pong"));
  for (let request = 0; request < 20; request++) {
    assert.equal(await (await fetch(`http://127.0.0.1:${server.addr.port}`)).text(), "pong");
  }
  assert.equal(await runner.call("test:short", [], never()), 300000);
  controller.abort();
  await Promise.all(busy);
  await server.shutdown();
});

Deno.test("a bug of ours is logged and becomes an internal error", async () => {
  const logger = new RecordingLogger();
  const clock = {
    now: () => 0n,
    after: () => {
      throw new TypeError("broken clock");
    },
  };
  const error = await failureOf(runLua('pcall(time.sleep, "1s")', [], { clock, logger }));
  assert.deepEqual([error.kind, error.retryable], ["Internal", false]);
  assert.match(error.message, /broken clock/);
  assert.match(logger.records[0]!.message, /^Internal error in "test:main": .*broken clock/);
});

Deno.test("a canceled function that goes on waiting in a loop is ended", async () => {
  const controller = new AbortController();
  const runner = luaRunner({ "app:f": 'return function() while true do time.sleep("1h") end end' });
  const call = runner.call("app:f", [], { signal: controller.signal });
  controller.abort();
  assert.equal((await failureOf(call)).kind, "Canceled");
});
