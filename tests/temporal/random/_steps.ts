import { type WorkflowHandle, WorkflowUpdateFailedError } from "@temporalio/client";

/** Where a step stands in its plan: names what belongs to it. */
export interface Place {
  readonly key: string;
  /** From 0 to 3; what it changes is up to the step. */
  readonly n: number;
}

/** Something that the world outside does, and what it learns by that. */
export interface Act {
  /** Begins when the script has had this effect; at once when absent. */
  readonly after?: string;
  act(handle: WorkflowHandle): Promise<unknown>;
}

/** A kind of step. What its Lua notes must be the same in every run, however the run is disturbed. */
export interface Step {
  lua(place: Place): string;
  /** Lua for the beginning of the step's run. */
  prepare?(place: Place): string;
  /** @param begun the effect with which the step's run begins */
  acts?(place: Place, begun: string): Act[];
}

/** What came of an update: its result, or the message of its failure. */
async function update(handle: WorkflowHandle, name: string, argument: unknown): Promise<unknown> {
  try {
    return await handle.executeUpdate(name, { args: [argument] });
  } catch (error) {
    if (error instanceof WorkflowUpdateFailedError) return error.cause?.message;
    throw error;
  }
}

/** An update that the script answers by messages. */
function answered(lua: (place: Place) => string): Step {
  return {
    lua: (place) => {
      const take = `local ch = process.listen("${place.key}", { message = true }) local m = ch:receive()`;
      return `${take} ${lua(place)} note(m:payload():data()) process.unlisten(ch)`;
    },
    acts: ({ key, n }, begun) => [{ after: begun, act: (handle) => update(handle, key, n) }],
  };
}

/** A value that must be after a replay what it was before: the history remembers it. */
function remembered(expression: string): Step {
  return { lua: () => `note(same(${expression}))` };
}

const CALLS: Record<string, Step> = {
  call: { lua: ({ key, n }) => `note(effect("${key}", ${n}))` },
  failing_call: {
    lua: ({ n }) => `local _, err = calls:call("app:fails", ${n}) note(err:kind() .. err:message())`,
  },
  parallel_calls: {
    lua: ({ key, n }) => `
      local futures = {}
      for i = 0, ${n} do futures[i] = calls:async("app:effect", id .. "/${key}." .. i, i) end
      for i = 0, ${n} do note(futures[i]:response():receive():data()) end`,
  },
  call_wins: {
    lua: ({ key, n }) => `
      local f, t = calls:async("app:effect", id .. "/${key}", ${n}), time.timer("1h")
      local r = channel.select({ f:response():case_receive(), t:response():case_receive() })
      note(r.channel == f:response()) t:stop()`,
  },
  timer_wins: {
    lua: () => `
      local f, t = nowhere:async("app:effect"), time.after("1ms")
      local r = channel.select({ f:response():case_receive(), t:case_receive() })
      note(r.channel == t) f:cancel() note((select(2, f:result())):kind())`,
  },
  race: {
    lua: ({ key, n }) => `
      local f, t = calls:async("app:effect", id .. "/${key}", ${n}), time.after("${1 + 10 * n}ms")
      local r = channel.select({ f:response():case_receive(), t:case_receive() })
      note(same(r.channel == t)) if r.channel == t then f:response():receive() end`,
  },
};

const TIMERS: Record<string, Step> = {
  sleep: { lua: ({ n }) => `time.sleep("${n}ms") note("slept")` },
  reset: {
    lua: ({ n }) => `
      local t = time.timer("1h") time.sleep("${n}ms")
      note(t:reset("1ms")) t:response():receive() note(t:stop())`,
  },
  ticker: {
    lua: ({ n }) => `local t = time.ticker("1ms") for i = 0, ${n} do t:channel():receive() note(i) end t:stop()`,
  },
};

const CHILDREN: Record<string, Step> = {
  exec: { lua: ({ n }) => `note(outcome(workflow.exec("app:child", ${n})))` },
  exec_on_worker: { lua: ({ n }) => `note(outcome(process.exec("app:child", "test:worker", ${n})))` },
  spawn: {
    lua: ({ n }) => `
      local e = ended(process.spawn("app:child", "test:worker", ${n})) note(outcome(e.result.value, e.result.error))`,
  },
  converse: {
    lua: ({ key, n }) => `
      local ch = process.listen("${key}")
      local pid = process.with_context({}):with_message("say", 0):spawn("app:parrot", "test:worker", "${key}", ${n + 1})
      for i = 1, ${n} do process.send(pid, "say", i) end
      for i = 0, ${n} do note(ch:receive()) end
      note(ended(pid).result.value) process.unlisten(ch)`,
  },
  cancel: {
    lua: () => `
      local pid = process.spawn("app:obeys", "test:worker")
      note(process.cancel(pid)) note(ended(pid).result.error:kind())`,
  },
};

const MESSAGES: Record<string, Step> = {
  signals: {
    lua: ({ key, n }) => `
      local ch = process.listen("${key}") for i = 0, ${n} do note(ch:receive()) end process.unlisten(ch)`,
    acts: ({ key, n }) => [{
      act: async (handle) => {
        for (let i = 0; i <= n; i++) await handle.signal(key, i);
      },
    }],
  },
  query: {
    lua: ({ key, n }) => `
      workflow.on_query("${key}", function(x) math.random() return #trail + x end)
      local go = process.listen("${key}") effect("${key}", ${n}) note(go:receive()) process.unlisten(go)`,
    acts: ({ key, n }) => [{
      after: key,
      act: async (handle) => {
        const answer = await handle.query(key, n);
        await handle.signal(key, "go");
        return answer;
      },
    }],
  },
  to_itself: {
    lua: ({ key, n }) => `
      local ch = process.listen("${key}") process.send(process.pid(), "${key}", ${n})
      note(ch:receive()) process.unlisten(ch)`,
  },
  to_nobody: { lua: () => `note((select(2, process.send("{test:client@w|" .. id .. "x}", "t"))):kind())` },
};

const UPDATES: Record<string, Step> = {
  nak: answered(({ n }) => `process.send(m:from(), "nak", "no ${n}")`),
  ok: answered(({ n }) => `process.send(m:from(), "ack") process.send(m:from(), "ok", ${n})`),
  late_ok: answered(({ n }) => `
    process.send(m:from(), "ack") time.sleep("${n}ms") process.send(m:from(), "ok", ${n})`),
  late_ack: answered(({ key, n }) => `
    effect("${key}", ${n}) process.send(m:from(), "ack") process.send(m:from(), "error", "bad ${n}")`),
  handler: {
    prepare: ({ key }) => `
      local done_${key} = channel.new(1)
      workflow.on_update("${key}", {
        validate = function(x) math.random() return x >= 0 end,
        handle = function(x) time.sleep("1ms") done_${key}:send(x) return x * 2 end,
      })`,
    lua: ({ key }) => `note((done_${key}:receive()))`,
    acts: ({ key, n }, begun) => [{
      after: begun,
      act: async (handle) => [await update(handle, key, -1), await update(handle, key, n)],
    }],
  },
};

const STATE: Record<string, Step> = {
  version: {
    lua: ({ key, n }) => `note(workflow.version("${key}", -1, ${n})) note(workflow.version("${key}", -1, ${n}))`,
  },
  attributes: { lua: ({ key, n }) => `note(workflow.attrs({ memo = { ["${key}"] = ${n} } }))` },
  number: remembered("math.random()"),
  uuid: remembered("uuid.v4()"),
  secret: remembered("crypto.random.string(8)"),
  now: remembered("time.now():format_rfc3339()"),
  coroutines: {
    lua: ({ n }) => `
      local ping, pong = channel.new(), channel.new()
      coroutine.spawn(function() for i = 0, ${n} do pong:send(ping:receive() * 2) end end)
      for i = 0, ${n} do ping:send(i) note((pong:receive())) end`,
  },
  raised: {
    lua: ({ n }) => `
      local fine, message = pcall(function() time.sleep("${n}ms") error("broken", 0) end)
      note(fine) note(message)`,
  },
  order: {
    lua: ({ n }) => `
      local t = { z = 1, a = 2 } t.a = nil for i = 0, ${n} do t["k" .. (7 * i) % 4] = i end
      for key, value in pairs(t) do note(key .. value) end`,
  },
};

/** Everything that the steps of a random workflow can be, by name. */
export const STEPS: Readonly<Record<string, Step>> = {
  ...CALLS,
  ...TIMERS,
  ...CHILDREN,
  ...MESSAGES,
  ...UPDATES,
  ...STATE,
};
