import assert from "node:assert/strict";
import { type AppError, ascii, type ByteString, type Data, systemClock, toByteString } from "../../src/base/mod.ts";
import { parsePid } from "../../src/modules/commands/mod.ts";
import { type Exit, type ProcessHandle, WorkflowTarget } from "../../src/processes/mod.ts";
import type { TemporalClient } from "../../src/temporal/mod.ts";
import { type Running, testNamespace, type TestWorker, withWorker } from "../support/temporal.ts";
import { until } from "../support/until.ts";

const place = await testNamespace("outside");
const SENDER = "{local@app:processes|0x1}";

const workflows = {
  "app:echo": `return function(...) return { args = { ... }, count = select("#", ...) } end`,
  "app:value": `return function(value) return value end`,
  "app:nothing": `return function() end`,
  "app:fails": `return function()
    return nil, errors.new({ message = "no", kind = errors.NOT_FOUND, retryable = false, details = { code = 7 } })
  end`,
  "app:waits": `return function() return process.inbox():receive():topic() end`,
  "app:obeys":
    `return function() process.events():receive(); return nil, errors.new({ message = "stop", kind = errors.CANCELED }) end`,
  "app:collects": `
    return function(first)
      local all = {}
      local inbox = process.inbox()
      while true do
        local m = inbox:receive()
        if m:topic() == "end" then return { first = first, all = all } end
        all[#all + 1] = m:topic() .. " " .. tostring(m:payload():data()) .. " " .. m:from()
      end
    end`,
  "app:context": `local ctx = require("ctx") return function() return ctx.all() end`,
  "app:continues": `return function(n) if n == 0 then return "last" end process.upgrade(nil, n - 1) end`,
};

function mapOf(fields: Readonly<Record<string, Data>>): Map<ByteString, Data> {
  return new Map(Object.entries(fields).map(([key, value]) => [toByteString(key), value]));
}

interface Outside extends Running {
  readonly places: WorkflowTarget;
  readonly started: string[];
  spawn(target: string, given?: Partial<Given>): Promise<ProcessHandle>;
}

interface Given {
  readonly args: Data[];
  readonly options: Record<string, Data>;
  readonly name: string;
  readonly messages: [topic: string, ...values: Data[]][];
  readonly context: Record<string, Data>;
}

async function outside(body: (outside: Outside) => Promise<void>, worker: TestWorker = {}): Promise<void> {
  await withWorker(place, { workflows, ...worker }, async (running) => {
    const started: string[] = [];
    const places = placeOf(running.client, running.taskQueue, started);
    const spawn: Outside["spawn"] = (target, given = {}) =>
      places.spawn({
        target,
        args: given.args ?? [],
        context: mapOf(given.context ?? {}),
        from: SENDER,
        settings: {
          options: mapOf(given.options ?? {}),
          context: new Map(),
          ...given.name && { name: given.name },
          messages: (given.messages ?? []).map(([topic, ...values]) => ({ topic, values })),
        },
      });
    await body({ ...running, places, started, spawn });
  });
}

function placeOf(client: TemporalClient, taskQueue: string, started: string[] = []): WorkflowTarget {
  return new WorkflowTarget({
    client: () => Promise.resolve(client.calls),
    clock: systemClock,
    workerId: "test:worker",
    clientId: "test:client",
    taskQueue,
    workflowType: (id) => id,
    noteStart: (type, queue) => started.push(`${type} ${queue === taskQueue}`),
  });
}

const exitOf = (handle: ProcessHandle) => new Promise<Exit>((resolve) => handle.watch(resolve));
const idOf = (handle: ProcessHandle) => parsePid(handle.pid)!.unique;
const kindOf = (promise: Promise<unknown>) => promise.then(() => "none", (error: AppError) => error.kind);

Deno.test("WorkflowTarget.spawn() starts a workflow whose pid names client, worker and id", async () => {
  await outside(async ({ spawn, started }) => {
    const named = await spawn("app:echo", { name: "named", args: [1, ascii("x")] });
    assert.equal(named.pid, "{test:client@test:worker|named}");
    assert.deepEqual(
      (await exitOf(named)).value,
      new Map<ByteString, Data>([[ascii("args"), [1, ascii("x")]], [ascii("count"), 2]]),
    );
    const first = await spawn("app:nothing");
    const second = await spawn("app:nothing");
    assert.match(idOf(first), /^[0-9a-f-]{36}_0x00001$/);
    assert.equal(idOf(second), idOf(first).replace("0x00001", "0x00002"));
    assert.deepEqual(Object.keys(await exitOf(second)), ["at"]);
    assert.deepEqual(started, ["app:echo true", "app:nothing true", "app:nothing true"]);
  });
});

Deno.test("WorkflowTarget.spawn() hands every option to the server", async () => {
  await outside(async ({ spawn, foreign }) => {
    const handle = await spawn("app:waits", {
      options: {
        "workflow.id": ascii("all-options"),
        "temporal.workflow.id": ascii("not this"),
        "workflow.execution_timeout": ascii("1h"),
        "workflow.run_timeout": 600_000,
        "workflow.task_timeout": ascii("7s"),
        "workflow.id_reuse_policy": ascii("reject_duplicate"),
        "workflow.id_conflict_policy": ascii("fail"),
        "workflow.retry_policy": new Map<ByteString, Data>([[ascii("maximum_attempts"), 3], [
          ascii("initial_interval"),
          ascii("2s"),
        ]]),
        "workflow.memo": new Map<ByteString, Data>([[ascii("note"), ascii("x")]]),
        "workflow.start_delay": ascii("100ms"),
        "workflow.summary": ascii("a summary"),
        "temporal.workflow.static_details": ascii("details"),
        "workflow.priority": new Map<ByteString, Data>([
          [ascii("priority_key"), 2],
          [ascii("fairness_key"), ascii("t")],
          [
            ascii("fairness_weight"),
            1.5,
          ],
        ]),
      },
    });
    const { events } = await foreign.workflow.getHandle(idOf(handle)).fetchHistory();
    const start = events![0]!.workflowExecutionStartedEventAttributes!;
    const seconds = (value: unknown) => Number((value as { seconds?: unknown } | undefined)?.seconds);
    assert.deepEqual(
      [start.workflowExecutionTimeout, start.workflowRunTimeout, start.workflowTaskTimeout].map(seconds),
      [3600, 600, 7],
    );
    assert.deepEqual([start.retryPolicy?.maximumAttempts, seconds(start.retryPolicy?.initialInterval)], [3, 2]);
    assert.equal(start.firstWorkflowTaskBackoff?.nanos, 100_000_000);
    assert.deepEqual([start.priority?.priorityKey, start.priority?.fairnessKey, start.priority?.fairnessWeight], [
      2,
      "t",
      1.5,
    ]);
    const text = (data: Uint8Array | null | undefined) => new TextDecoder().decode(data ?? undefined);
    assert.equal(text(start.memo?.fields?.note?.data), '"x"');
    const metadata = events![0]!.userMetadata;
    assert.deepEqual([text(metadata?.summary?.data), text(metadata?.details?.data)], ['"a summary"', '"details"']);
    assert.equal(start.input?.payloads?.length, 1);
    await handle.terminate();
  });
});

Deno.test("WorkflowTarget.spawn() types search attributes by their values", async () => {
  await outside(async ({ spawn, foreign, client }) => {
    const attributes: Record<string, [type: number, value: Data, seen: unknown]> = {
      tier: [2, ascii("gold"), "gold"],
      amount: [3, 12, 12],
      share: [4, 0.5, 0.5],
      paid: [5, true, true],
      tags: [7, [ascii("a"), ascii("b")], ["a", "b"]],
    };
    await client.connection.operatorService.addSearchAttributes({
      namespace: place.namespace,
      searchAttributes: Object.fromEntries(Object.entries(attributes).map(([name, [type]]) => [name, type])),
    });
    const given = new Map(Object.entries(attributes).map(([name, [, value]]) => [toByteString(name), value]));
    const handle = await until(() =>
      spawn("app:waits", { options: { "temporal.workflow.typed_search_attributes": given } }).catch(() => undefined)
    );
    const { raw } = await foreign.workflow.getHandle(idOf(handle)).describe();
    const fields = raw.workflowExecutionInfo!.searchAttributes!.indexedFields!;
    const seen = Object.fromEntries(
      Object.keys(attributes).map((name) => {
        return [name, JSON.parse(new TextDecoder().decode(fields[name]!.data!))];
      }),
    );
    assert.deepEqual(seen, Object.fromEntries(Object.entries(attributes).map(([name, [, , value]]) => [name, value])));
    await handle.terminate();
  });
});

Deno.test("WorkflowTarget.spawn() pins a run to a version, or lets it upgrade, whatever its worker says", async () => {
  await outside(async ({ spawn, foreign }) => {
    const version = new Map([[ascii("deployment_name"), ascii("shop")], [ascii("build_id"), ascii("b1")]]);
    const overrides: Data[] = [
      new Map<ByteString, Data>([[ascii("mode"), ascii("pinned")], [ascii("version"), version]]),
      ascii("auto_upgrade"),
    ];
    const seen = [];
    for (const override of overrides) {
      const elsewhere = { "workflow.task_queue": ascii("unserved"), "workflow.versioning_override": override };
      const handle = await spawn("app:waits", { options: elsewhere });
      const { events } = await foreign.workflow.getHandle(idOf(handle)).fetchHistory();
      const { autoUpgrade, pinned } = events![0]!.workflowExecutionStartedEventAttributes!.versioningOverride!;
      seen.push({
        autoUpgrade: autoUpgrade ?? false,
        build: pinned?.version?.buildId,
        name: pinned?.version?.deploymentName,
      });
      await handle.terminate();
    }
    assert.deepEqual(seen, [
      { autoUpgrade: false, build: "b1", name: "shop" },
      { autoUpgrade: true, build: undefined, name: undefined },
    ]);
  });
});

Deno.test("WorkflowTarget.spawn() starts eagerly on a worker of the same connection", async () => {
  await outside(async ({ spawn, foreign }) => {
    const handle = await spawn("app:value", { args: [1], options: { "workflow.enable_eager_start": true } });
    assert.equal((await exitOf(handle)).value, 1);
    const { events } = await foreign.workflow.getHandle(idOf(handle)).fetchHistory();
    assert.equal(events![0]!.workflowExecutionStartedEventAttributes!.eagerExecutionAccepted, true);
  });
});

Deno.test("WorkflowTarget.spawn() refuses bad options and what the server refuses", async () => {
  await outside(async ({ spawn }) => {
    const bad: Given["options"][] = [
      { "workflow.id": 5 },
      { "workflow.id_conflict_policy": ascii("never") },
      { "workflow.run_timeout": ascii("x") },
    ];
    for (const options of bad) {
      assert.equal(await kindOf(spawn("app:nothing", { options })), "Invalid");
    }
    const attributes = new Map<ByteString, Data>([[ascii("NoSuchAttribute"), ascii("x")]]);
    await assert.rejects(spawn("app:nothing", { options: { "workflow.search_attributes": attributes } }), {
      kind: "Invalid",
      message: /NoSuchAttribute/,
    });
    assert.equal(
      await kindOf(spawn("app:nothing", { options: { "workflow.cron_schedule": ascii("not cron") } })),
      "Invalid",
    );
  });
});

Deno.test("WorkflowTarget.spawn() takes an id that runs, or refuses it, as its policies say", async () => {
  await outside(async ({ spawn, foreign }) => {
    const first = await spawn("app:collects", { name: "taken", args: [ascii("one")] });
    const same = await spawn("app:collects", { name: "taken", args: [ascii("two")] });
    assert.equal(same.pid, first.pid);
    const again = { name: "taken", messages: [["late", 1]] as [string, Data][] };
    const refused: Given["options"][] = [
      { "workflow.id_conflict_policy": ascii("fail") },
      { "workflow.execution_error_when_already_started": true },
      { "workflow.execution_error_when_already_started": true, "workflow.id_conflict_policy": ascii("use_existing") },
    ];
    for (const options of refused) {
      await assert.rejects(spawn("app:collects", { ...again, options }), { kind: "AlreadyExists", retryable: false });
    }
    await spawn("app:collects", { name: "taken", messages: [["end"]] });
    assert.deepEqual(
      (await exitOf(first)).value,
      new Map<ByteString, Data>([[ascii("first"), ascii("one")], [ascii("all"), []]]),
    );
    const replaced = await spawn("app:waits", { name: "replaced" });
    await spawn("app:waits", {
      name: "replaced",
      options: { "workflow.id_conflict_policy": ascii("terminate_existing") },
    });
    assert.equal((await exitOf(replaced)).error?.message, "workflow terminated");
    await foreign.workflow.getHandle("replaced").terminate();
  });
});

Deno.test("WorkflowTarget.spawn() delivers startup messages in order, to a new run and to one that runs", async () => {
  await outside(async ({ spawn, foreign }) => {
    const first = await spawn("app:collects", { name: "messages", messages: [["a", 1], ["b", 2], ["c", 3]] });
    await spawn("app:collects", { name: "messages", messages: [["d", 4], ["e", 5]] });
    const refusing = { "workflow.id_conflict_policy": ascii("fail") };
    const other = await spawn("app:collects", { name: "plain", options: refusing, messages: [["x", 1], ["end"]] });
    await first.send({ topic: "f", from: SENDER, values: [6] });
    await first.send({ topic: "end", from: SENDER, values: [] });
    const topics = ["a 1", "b 2", "c 3", "d 4", "e 5", "f 6"].map((text) => `${text} ${SENDER}`);
    assert.deepEqual((await exitOf(first)).value, new Map([["all", topics]]));
    assert.deepEqual(((await exitOf(other)).value as Map<ByteString, Data>).get(ascii("all")), [`x 1 ${SENDER}`]);
    const { events } = await foreign.workflow.getHandle("messages").fetchHistory();
    assert.ok(events![1]!.workflowExecutionSignaledEventAttributes, "the first message comes with the start");
    const unnamed = await spawn("app:collects", { messages: [["", 0], ["x", 1], ["", 0], ["end"]] });
    assert.deepEqual(((await exitOf(unnamed)).value as Map<ByteString, Data>).get(ascii("all")), [`x 1 ${SENDER}`]);
    const history = await foreign.workflow.getHandle(parsePid(unnamed.pid)!.unique).fetchHistory();
    assert.ok(history.events![1]!.workflowExecutionSignaledEventAttributes, "under an id made up, too");
  });
});

Deno.test("WorkflowTarget.spawn() hands context values down, without the sender of startup messages", async () => {
  await outside(async ({ spawn }) => {
    const handle = await spawn("app:context", { context: { tenant: ascii("t1") }, messages: [["x"]] });
    assert.deepEqual((await exitOf(handle)).value, new Map([["tenant", "t1"]]));
  });
});

Deno.test("a watch tells every way of ending once, before, during and after the end", async () => {
  await outside(async ({ spawn, places }) => {
    const failed = (await exitOf(await spawn("app:fails"))).error!;
    assert.deepEqual([failed.kind, failed.retryable, failed.message, failed.details], [
      "NotFound",
      false,
      "no",
      new Map([["code", 7]]),
    ]);
    const timedOut = await spawn("app:waits", { options: { "workflow.run_timeout": 1000 } });
    assert.deepEqual((await exitOf(timedOut)).error?.kind, "Timeout");
    const canceled = await spawn("app:obeys", { name: "obeys" });
    const during = exitOf(canceled);
    await canceled.cancel("enough", SENDER);
    assert.deepEqual([(await during).error?.kind, (await during).error?.message], ["Canceled", "operation canceled"]);
    const after = exitOf(places.at(parsePid(canceled.pid)!));
    assert.equal((await after).at, (await during).at);
    const chain = await spawn("app:continues", { args: [3] });
    assert.equal((await exitOf(chain)).value, "last");
    const unknown = places.at({ host: "test:worker", unique: "nobody" });
    assert.equal((await exitOf(unknown)).error?.kind, "NotFound");
    assert.equal(await kindOf(unknown.send({ topic: "x", from: "", values: [] })), "NotFound");
    assert.equal(await kindOf(unknown.cancel("", "")), "NotFound");
    assert.equal(await kindOf(unknown.terminate()), "NotFound");
    const exits: Exit[] = [];
    const watched = await spawn("app:waits");
    const unwatch = watched.watch((exit) => exits.push(exit));
    const stays = exitOf(watched);
    unwatch();
    await watched.terminate();
    assert.equal((await stays).error?.message, "workflow terminated");
    assert.deepEqual(exits, []);
  });
});

Deno.test("a monitored start is bound to its run; one of a pid follows the latest", async () => {
  await outside(async ({ spawn, places }) => {
    const first = await spawn("app:waits", { name: "rerun" });
    await first.send({ topic: "one", from: "", values: [] });
    assert.equal((await exitOf(first)).value, "one");
    const second = await spawn("app:waits", { name: "rerun" });
    assert.equal((await exitOf(first)).value, "one");
    const latest = exitOf(places.at(parsePid(first.pid)!));
    await second.send({ topic: "two", from: "", values: [] });
    assert.equal((await latest).value, "two");
  });
});
