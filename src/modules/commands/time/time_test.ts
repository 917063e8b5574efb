import assert from "node:assert/strict";
import { FakeClock, settle } from "../../../../tests/support/fake_clock.ts";
import { luaRunner, runLua } from "../../../../tests/support/lua_runner.ts";
import type { Data } from "../../../base/mod.ts";
import { testEngine } from "../../../../tests/support/test_engine.ts";

/** Runs a function on a clock that jumps from timer to timer, and gives its result and the time that passed. */
async function runFast(body: string): Promise<{ value: Data | undefined; milliseconds: number }> {
  const clock = new FakeClock();
  const runner = luaRunner({ "test:main": `return function() ${body}\nend` }, { clock });
  let isOver = false;
  const result = runner.call("test:main", [], { signal: new AbortController().signal }).finally(() => isOver = true);
  result.catch(() => {});
  for (let turn = 0; turn < 20; turn++) await settle();
  while (!isOver) await clock.advance(1);
  return { value: await result, milliseconds: Number(clock.now() / 1_000_000n) };
}

Deno.test("time.sleep() waits for a number of nanoseconds, a Go duration or a Duration", async () => {
  for (const duration of ["20 * time.MILLISECOND", '"20ms"', 'time.parse_duration("20ms")']) {
    const { value, milliseconds } = await runFast(`local a = time.now() time.sleep(${duration})
      return time.now():sub(a):milliseconds()`);
    assert.equal(value, 20);
    assert.equal(milliseconds, 20);
  }
});

Deno.test("durations of more nanoseconds than 2^53 are exact integers", async () => {
  const { value } = await runFast(`local days, now = 200 * 24 * time.HOUR, time.now()
    return { tostring(time.parse_duration("4800h0m0.000000512s"):nanoseconds()),
      now:add(days):sub(now):hours(), tostring(now:add(days):sub(now):nanoseconds()) }`);
  assert.deepEqual(value, ["17280000000000512", 4800, "17280000000000000"]);
});

Deno.test("a number of nanoseconds beyond 2^53 is counted on exactly, on fengari as a float", async () => {
  const { value } = await runFast("return tostring(200 * 24 * time.HOUR + 1)");
  assert.equal(value, testEngine.name === "fengari" ? "1.728e+16" : "17280000000000001");
});

Deno.test("time.sleep() with nothing to wait for returns at once", async () => {
  assert.equal((await runFast("time.sleep(0) time.sleep(-5) return 1")).milliseconds, 0);
});

Deno.test("time functions return a bad duration as an error", async () => {
  for (const name of ["sleep", "after", "timer", "ticker", "parse_duration"]) {
    for (
      const [argument, got] of [['"5 parsecs"', '"5 parsecs"'], ["{}", "a table value"], ["", "a nil value"], [
        "0/0",
        "a number value",
      ]]
    ) {
      const value = await runLua(
        `local value, err = time.${name}(${argument}) return { value == nil, err:kind(), err:message() }`,
      );
      const message =
        `time.${name}: invalid duration ${got}: expected nanoseconds, a Go duration such as "1m30s" or a Duration`;
      assert.deepEqual(value, [true, "Invalid", message]);
    }
  }
});

Deno.test("time.after(), timer() and ticker() refuse to wait for nothing", async () => {
  for (const name of ["after", "timer", "ticker"]) {
    const value = await runLua(`local value, err = time.${name}(0) return { value == nil, err:kind(), err:message() }`);
    assert.deepEqual(value, [true, "Invalid", `time.${name}: duration must be > 0`]);
  }
});

Deno.test("time.after() delivers the time once, then closes", async () => {
  const { value } = await runFast(`
    local ch = time.after("30ms")
    local at, ok = ch:receive()
    local again, more = ch:receive()
    return { at:unix_nano(), ok, again == nil, more }
  `);
  assert.deepEqual(value, [30_000_000, true, true, false]);
});

Deno.test("time.after() takes part in a select", async () => {
  const { value } = await runFast(`
    local fast, slow = time.after("10ms"), time.after("20ms")
    local first = channel.select({ slow:case_receive(), fast:case_receive() })
    return first.channel == fast
  `);
  assert.equal(value, true);
});

Deno.test("Timer.stop() says whether the timer was still to fire", async () => {
  const { value, milliseconds } = await runFast(`
    local fired = time.timer("10ms")
    fired:response():receive()
    local stopped = time.timer("1h")
    return { fired:stop(), stopped:stop(), stopped:stop(), fired:response() == fired:channel() }
  `);
  assert.deepEqual(value, [false, true, false, true]);
  assert.equal(milliseconds, 10);
});

Deno.test("Timer.reset() sets a timer anew, fired or not", async () => {
  const { value, milliseconds } = await runFast(`
    local timer = time.timer("1h")
    local pending = timer:reset("10ms")
    local first = timer:response():receive()
    local fired = timer:reset(time.MILLISECOND)
    local second = timer:response():receive()
    return { pending, first:unix_nano(), fired, second:unix_nano() }
  `);
  assert.deepEqual(value, [true, 10_000_000, false, 11_000_000]);
  assert.equal(milliseconds, 11);
});

Deno.test("Timer.reset() raises on a bad duration", async () => {
  const message = await runLua('local t = time.timer("1h") return select(2, pcall(t.reset, t, 0))');
  assert.equal(message, "bad argument #1 to 'reset' (duration must be > 0)");
  const other = await runLua('local t = time.timer("1h") return select(2, pcall(t.reset, t, {}))');
  assert.equal(other, "bad argument #1 to 'reset' (duration expected)");
});

Deno.test("time.ticker() fires until it is stopped", async () => {
  const { value, milliseconds } = await runFast(`
    local ticker = time.ticker("10ms")
    for i = 1, 3 do ticker:response():receive() end
    ticker:stop()
    time.sleep("50ms")
    local late = channel.select({ ticker:channel():case_receive(), default = true })
    return late.default
  `);
  assert.equal(value, true);
  assert.equal(milliseconds, 80);
});

Deno.test("time.ticker() keeps 16 ticks that nobody received and drops the others", async () => {
  const { value } = await runFast(`
    local ticker = time.ticker("1ms")
    time.sleep("40ms")
    ticker:stop()
    local count = 0
    while not channel.select({ ticker:channel():case_receive(), default = true }).default do count = count + 1 end
    return count
  `);
  assert.equal(value, 16);
});

Deno.test("a function that waits for a stopped timer is a deadlock", async () => {
  await assert.rejects(runFast('local t = time.timer("1h") t:stop() t:response():receive()'), {
    kind: "Internal",
    message: /^deadlock/,
  });
});

Deno.test("time constants are nanoseconds, layouts, months and days", async () => {
  const value = await runLua(`
    return { time.NANOSECOND, time.MICROSECOND, time.MILLISECOND, time.SECOND, time.MINUTE, time.HOUR,
      time.JANUARY, time.DECEMBER, time.SUNDAY, time.SATURDAY, time.DATE_ONLY }
  `);
  assert.deepEqual(value, [1, 1e3, 1e6, 1e9, 6e10, 3.6e12, 1, 12, 0, 6, "2006-01-02"]);
});

Deno.test("time constants multiply beyond 32 bits", async () => {
  const run = (body: string) =>
    luaRunner({ "test:main": `return function(n) ${body}\nend` })
      .call("test:main", [3000], { signal: new AbortController().signal });
  assert.equal(await run("return 3000 * time.MILLISECOND"), 3e9);
  assert.equal(await run("return n * time.MILLISECOND"), 3e9);
  assert.equal(await run("return time.unix(1e9, 0):unix() * 1000"), 1e12);
  assert.equal(await run("return n * n * n"), 2.7e10);
});
