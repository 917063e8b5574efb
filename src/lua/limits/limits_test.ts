import assert from "node:assert/strict";
import type { Budget } from "../api/mod.ts";
import type { RunState } from "../run/mod.ts";
import { testEngine } from "../../../tests/support/test_engine.ts";
import { evaluate, program, runScript, type ScriptOptions, start } from "../../../tests/support/lua_script.ts";

const DEADLINE: Budget = { mode: "deadline", milliseconds: 120_000 };
const SLICE: Budget = { mode: "slice", milliseconds: 3 };
const limits = { memory: 16 * 2 ** 20 };
/** Enough for who has the heap to himself. */
const small = { memory: 4 * 2 ** 20 };

/** Scripts that hold more and more, each in its own way. */
const HOARDERS: Readonly<Record<string, string>> = {
  "many small tables": "local all = {} while true do all[#all + 1] = { 1 } end",
  "a list": "local t = {} while true do t[#t + 1] = #t end",
  "keys": "local t, i = {}, 0 while true do i = i + 1 t['k' .. i] = i end",
  "long strings": "local t, s = {}, ('x'):rep(1e6) while true do t[#t + 1] = (s .. #t):upper() end",
  "functions": "local f while true do local g = f f = function() return g end end",
  "coroutines": `local t = {}
    while true do
      t[#t + 1] = coroutine.create(function() coroutine.yield() end)
      coroutine.resume(t[#t])
    end`,
  "inside pcall, a metamethod and a coroutine": `local t = {}
    local mt = setmetatable({}, { __index = function() while true do t = { t } end end })
    while true do pcall(coroutine.wrap(function() return mt.x end)) end`,
};

/** Scripts that use a lot over time, and hold little. */
const CHURNERS: Readonly<Record<string, string>> = {
  "tables": "local n = 0 for i = 1, 3e5 do local t = { i, { i } } n = n + #t end return n",
  "strings": "local n = 0 for i = 1, 1e5 do n = n + #((('x'):rep(300) .. i):upper()) end return n > 0",
  "a short queue": `local queue, first, last = {}, 1, 0
    for i = 1, 1e5 do
      last = last + 1
      queue[last] = { i }
      if last - first > 1000 then queue[first] = nil first = first + 1 end
    end
    return last`,
};

/** Ends every turn in a task of its own, as in the program: only then JavaScript lets go of what weak references gave. */
async function run(body: string, options: ScriptOptions): Promise<RunState> {
  const { scheduler, entry, context } = start(program(`return function() ${body}\nend`, "bad", options), options);
  scheduler.spawn(entry, []);
  for (;;) {
    context.state.startTurn();
    const state = scheduler.run();
    if (state.type !== "preempted") {
      context.state.close();
      return state;
    }
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
}

/** The others do nothing that depends on how long a turn is. */
const IN_SLICES = ["many small tables", "inside pcall, a metamethod and a coroutine"];

for (const budget of [DEADLINE, SLICE]) {
  Deno.test(`a state that holds too much memory is ended (${budget.mode})`, async () => {
    for (const [name, body] of Object.entries(HOARDERS)) {
      if (budget === SLICE && !IN_SLICES.includes(name)) continue;
      const state = await run(body, { budget, limits: small });
      assert.equal(state.type, "faulted", name);
      if (state.type !== "faulted") continue;
      assert.equal(state.fault.reason, "memory", name);
      assert.match(
        state.fault.message,
        /^"app:bad" holds more than 4 MiB of memory, at bad\.lua:\d+ \(limit: meta\.limits\.memory\)$/,
      );
      assert.match(state.fault.luaStack[0] ?? "", /^bad\.lua:\d+: in .* \(app:bad\)$/);
    }
  });
}

Deno.test("a state that uses memory and lets it go is not ended", async () => {
  for (const [name, body] of Object.entries(CHURNERS)) {
    const state = await run(body, { budget: DEADLINE, limits });
    assert.equal(state.type, "returned", `${name}: ${state.type === "faulted" ? state.fault.message : ""}`);
  }
});

// fengari does not tell which objects stand for a state's memory: a busy neighbour may be taken for the culprit.
const ignore = testEngine.name === "fengari";
Deno.test("states that run beside one that holds too much are not ended for it", { ignore }, async () => {
  const budget = SLICE;
  const [bad, ...others] = await Promise.all([
    run(HOARDERS["many small tables"]!, { budget, limits }),
    ...Object.values(CHURNERS).map((body) => run(body, { budget, limits })),
  ]);
  assert.equal(bad.type, "faulted");
  assert.deepEqual(others.map(({ type }) => type), ["returned", "returned", "returned"]);
});

Deno.test("a limit of time ends what gives way but does not wait", async () => {
  const state = await run("while true do pcall(function() while true do end end) end", {
    budget: SLICE,
    limits: { time: 50 },
  });
  assert.equal(state.type, "faulted");
  assert.equal(
    state.type === "faulted" && state.fault.message,
    '"app:bad" ran for more than 50 ms without waiting, at bad.lua:1 (limit: meta.limits.time)',
  );
});

Deno.test("a limit of time stands in place of the deadline, and names its setting", () => {
  const budget: Budget = { mode: "deadline", milliseconds: 20, setting: "worker_options.deadlock_detection_timeout" };
  const message = (options: ScriptOptions) => {
    const state = runScript("while true do end", options);
    return state.type === "faulted" && state.fault.message;
  };
  const text = '"app:script" ran for more than';
  assert.equal(
    message({ budget }),
    `${text} 20 ms without waiting, at script.lua:1 (limit: worker_options.deadlock_detection_timeout)`,
  );
  assert.equal(
    message({ budget, limits: { time: 30 } }),
    `${text} 30 ms without waiting, at script.lua:1 (limit: meta.limits.time)`,
  );
});

Deno.test("a wait gives the full time again", () => {
  const body = "for i = 1, 8 do local n = 0 for j = 1, 20000 do n = n + 1 end host.wait() end return 'done'";
  assert.deepEqual(evaluate(body, { budget: SLICE, limits: { time: 4000 } }), ["done"]);
});

Deno.test("a limit of strings is an error that names it", () => {
  const options = { limits: { string: 100_000 } };
  const text = "resulting string too large (limit: meta.limits.string, 100000 bytes)";
  const makers = [
    "('x'):rep(100001)",
    ...testEngine.name === "fengari" ? [] : ["s .. s .. s"], // fengari's operator has no limit of its own
    "table.concat({ s, s, s })",
    "('%s%s%s'):format(s, s, s)",
    "('aaa'):gsub('a', s)",
    "table.concat(setmetatable({ s, s, s }, {}))",
  ];
  for (const maker of makers) {
    const body = `local s = ('x'):rep(50000) return select(2, pcall(function() return ${maker} end))`;
    assert.equal(evaluate(body, options)[0], `script.lua:1: ${text}`, maker);
  }
  assert.deepEqual(evaluate("return #('x'):rep(100000)", options), [100_000]);
});
