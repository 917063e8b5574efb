import type { PeerPlace } from "./_peer.ts";

const WORKFLOWS = {
  echo: `return function(...) return { ... } end`,
  adds: `
    local workflow = require("workflow")
    return function(sum)
      workflow.on_query("sum", function() return sum end)
      workflow.on_update("add", {
        validate = function(n)
          if n < 0 then return nil, errors.new({ message = "negative", kind = errors.INVALID }) end
        end,
        handle = function(n)
          sum = sum + n
          return sum
        end,
      })
      local adds, done, events = process.listen("add"), process.listen("done"), process.events()
      while true do
        local r = channel.select({ adds:case_receive(), done:case_receive(), events:case_receive() })
        if r.channel == done then return sum end
        if r.channel == events then return nil, errors.new({ message = "canceled", kind = errors.CANCELED }) end
        sum = sum + r.value
      end
    end`,
  waits: `
    return function(mark)
      print(mark)
      local event = process.events():receive()
      return nil, errors.new({ message = event.kind, kind = errors.CANCELED })
    end`,
  fails: `
    return function()
      return nil, errors.new({ message = "no money", kind = errors.INVALID, retryable = false, details = { code = 7 } })
    end`,
  calls: `
    local funcs, workflow = require("funcs"), require("workflow")
    local function outcome(value, err)
      if not err then return { value = value } end
      return { kind = err:kind(), message = err:message(), retryable = err:retryable(), details = err:details() }
    end
    return function(call)
      local args = call.args or {}
      if call.target == "activity" then
        return outcome(funcs.new():with_options(call.options):call(call.type, unpack(args)))
      end
      return outcome(process.with_options(call.options):exec(call.type, call.queue, unpack(args)))
    end`,
  cancels_activity: `
    local funcs, time = require("funcs"), require("time")
    return function(call)
      local future = funcs.new():with_options(call.options):async(call.type)
      time.sleep("500ms")
      future:cancel()
      local _, err = future:result()
      process.listen("done"):receive()
      return { err:kind(), future:is_canceled() }
    end`,
  cancels_child: `
    return function(call)
      local events = process.events()
      local pid = process.spawn(call.type, call.queue, 0)
      process.cancel(pid)
      local exit = events:receive()
      return { exit.from == pid, exit.result.error:kind(), exit.result.error:message() }
    end`,
  signals: `
    return function(s)
      local sent, err = process.send(s.pid, s.name, s.arg)
      return sent or err:kind()
    end`,
  hears: `
    return function()
      local m = process.inbox():receive()
      return { topic = m:topic(), from = m:from(), data = m:payload():data(), tenant = require("ctx").get("tenant") }
    end`,
};

const FUNCTIONS = {
  double: `return function(n) return { from = n, doubled = 2 * n } end`,
  nothing: `return function() end`,
  tenant: `return function() return require("ctx").get("tenant") end`,
  declines: `
    return function()
      return nil, errors.new({ message = "no money", kind = errors.INVALID, retryable = false, details = { code = 7 } })
    end`,
  busy: `
    return function(mark)
      print(mark)
      return nil, errors.new({ message = "busy", kind = errors.UNAVAILABLE, retryable = true })
    end`,
  hangs: `
    local time = require("time")
    return function(mark)
      print(mark)
      return time.sleep("10m")
    end`,
  runs: `
    return function(type, queue, ...)
      local value, err = process.with_options({ ["workflow.task_queue"] = queue })
        :with_context({ tenant = "lunar" }):exec(type, "app:worker", ...)
      if not err then return { value = value } end
      return { kind = err:kind(), message = err:message(), retryable = err:retryable(), details = err:details() }
    end`,
  talks: `
    return function(type, queue)
      local events = process.events()
      local pid = process.with_options({ ["workflow.task_queue"] = queue })
        :with_message("add", 1):spawn_monitored(type, "app:worker", 10)
      process.send(pid, "add", 2)
      process.send(pid, "done")
      return events:receive().result.value
    end`,
  stops: `
    return function(type, queue)
      local events = process.events()
      local pid = process.with_options({ ["workflow.task_queue"] = queue }):spawn_monitored(type, "app:worker", 10)
      process.cancel(pid, "enough")
      local err = events:receive().result.error
      return { err:kind(), err:message() }
    end`,
};

/** An application with workflows and functions for programs on other SDKs, on the queue `ours`. */
export function application({ address, namespace, taskQueue }: PeerPlace): Record<string, string> {
  const modules = "modules: [ctx, funcs, time, workflow]";
  const entries = [
    clientEntry({ address, namespace }),
    `{name: worker, kind: temporal.worker, client: client, task_queue: "${taskQueue}", ` +
    ` worker_options: {max_heartbeat_throttle_interval: 200ms}, lifecycle: {auto_start: true}}`,
    ...Object.keys(WORKFLOWS).map((name) =>
      `{name: ${name}, kind: workflow.lua, source: "file://${name}.lua", ${modules},` +
      ` meta: {temporal: {workflow: {worker: worker}}}}`
    ),
    `{name: named, kind: workflow.lua, source: "file://echo.lua",` +
    ` meta: {temporal: {workflow: {worker: worker, name: Echo}}}}`,
    ...Object.keys(FUNCTIONS).map((name) =>
      `{name: ${name}, kind: function.lua, source: "file://${name}.lua", method: main,` +
      ` ${modules}, meta: {temporal: {activity: {worker: worker}}}}`
    ),
  ];
  const sources = Object.entries({ ...WORKFLOWS, ...FUNCTIONS }).map(([name, source]) => [`${name}.lua`, source]);
  return { "_index.yaml": index(entries), ...Object.fromEntries(sources) };
}

/** The `_index.yaml` of an application that has a client and nothing else. */
export function clientAlone(server: Pick<PeerPlace, "address" | "namespace">): string {
  return index([clientEntry(server)]);
}

function clientEntry({ address, namespace }: Pick<PeerPlace, "address" | "namespace">): string {
  return `{name: client, kind: temporal.client, address: "${address}", namespace: "${namespace}"}`;
}

function index(entries: readonly string[]): string {
  return `version: "1.0"\nnamespace: app\nentries:\n${entries.map((entry) => `  - ${entry}\n`).join("")}`;
}
