import assert from "node:assert/strict";
import { msToTs } from "@temporalio/common/lib/time.js";
import { AppError, ascii, type ByteString, type Data, type Logger } from "../base/mod.ts";
import type { LuaEngine } from "../lua/api/mod.ts";
import type { LuaProgram } from "../lua/run/mod.ts";
import { commandModules, globalModules } from "../modules/commands/mod.ts";
import { pureModules } from "../modules/pure/mod.ts";
import type { Activation, Job, WorkflowCommand } from "./proto.ts";
import { LuaWorkflow } from "./lua_workflow.ts";
import { fromPayload, toPayload } from "./payload/payload.ts";
import { toFailure } from "./payload/to_failure.ts";
import type { WorkflowSettings } from "./workflow_settings.ts";
import { testEngine } from "../../tests/support/test_engine.ts";
import { isPreempted } from "../../tests/support/is_preempted.ts";
import { parse } from "../lua/syntax/mod.ts";

const modules = new Map([...pureModules, ...commandModules].map((module) => [module.name, module]));

const REGISTRATIONS: WorkflowSettings["registrations"] = {
  workerId: "app:worker",
  clientId: "app:client",
  callOptions: () => undefined,
  workflowType: (entryId) => entryId,
  taskQueueOf: () => undefined,
};

/** A run of `source` that a test drives by hand. */
class Run {
  readonly logged: string[] = [];
  readonly workflow: LuaWorkflow;

  constructor(source: string, settings: Partial<WorkflowSettings> = {}, engine: LuaEngine = testEngine) {
    const logger: Logger = { log: (level, message) => this.logged.push(`${level}: ${message}`), with: () => logger };
    const program: LuaProgram = {
      entryId: "app:w",
      engine,
      chunk: engine.compile(parse(source), { entryId: "app:w", file: "w.lua" }),
      method: "main",
      modules,
      imports: new Map(),
    };
    const run = { workflowId: "id", runId: "run", workflowType: "w", taskQueue: "own", namespace: "ns", attempt: 2 };
    this.workflow = new LuaWorkflow(program, run, {
      globals: globalModules,
      deadlockDetectionTimeout: 1000,
      logger,
      enableLoggingInReplay: false,
      disableEagerActivities: false,
      registrations: REGISTRATIONS,
      ...settings,
    });
  }

  /** Starts the run. */
  async start(args: Data[] = [], activation: Activation = {}): Promise<readonly WorkflowCommand[]> {
    return await this.activate([{ initializeWorkflow: { arguments: args.map(toPayload) } }], activation);
  }

  async activate(jobs: Job[], activation: Activation = {}): Promise<readonly WorkflowCommand[]> {
    const { successful, failed } = await this.workflow.activate({ runId: "run", ...activation, jobs });
    if (failed) assert.fail(failed.failure?.message ?? "failed");
    return successful?.commands ?? [];
  }
}

function completed(seq: number, value?: Data): Job {
  return { resolveActivity: { seq, result: { completed: { result: toPayload(value) } } } };
}

function result(commands: readonly WorkflowCommand[]): Data | undefined {
  const payload = commands.at(-1)?.completeWorkflowExecution?.result;
  assert.ok(payload, JSON.stringify(commands));
  return fromPayload(payload);
}

const FUNCS = `local funcs, time = require("funcs"), require("time") `;

Deno.test("a call becomes an activity with the contract's defaults", async () => {
  const run = new Run(FUNCS + `return function(x) return funcs.call("app:f", x, nil, "y") end`);
  const [command] = await run.start([1]);
  const activity = command?.scheduleActivity;
  assert.equal(activity?.seq, 1);
  assert.equal(activity?.activityId, "1");
  assert.equal(activity?.activityType, "app:f");
  assert.equal(activity?.taskQueue, "own");
  assert.deepEqual(activity?.arguments?.map(fromPayload), [1, null, "y"]);
  assert.equal(activity?.startToCloseTimeout?.seconds?.toNumber(), 600);
  assert.equal(activity?.scheduleToCloseTimeout, undefined);
  assert.equal(activity?.retryPolicy, undefined);
  assert.equal(activity?.doNotEagerlyExecute, false);
  assert.equal(result(await run.activate([completed(1, ascii("z"))])), "z");
});

Deno.test("call options reach the activity", async () => {
  const run = new Run(
    FUNCS + `return function()
      funcs.new():with_options({
        ["activity.id"] = "mine",
        ["activity.task_queue"] = "other",
        ["activity.heartbeat_timeout"] = 1500,
        ["activity.wait_for_cancellation"] = true,
        ["activity.summary"] = "größe",
        ["activity.versioning_intent"] = "default",
        ["activity.priority"] = { priority_key = 3, fairness_key = "k", fairness_weight = 0.5 },
        ["activity.retry_policy"] = { maximum_attempts = 4, non_retryable_error_types = { "Invalid" } },
      }):with_context({ tenant = "t" }):call("app:f")
    end`,
    { disableEagerActivities: true },
  );
  const [command] = await run.start();
  const activity = command?.scheduleActivity;
  assert.equal(activity?.activityId, "mine");
  assert.equal(activity?.taskQueue, "other");
  assert.deepEqual([activity?.heartbeatTimeout?.seconds?.toNumber(), activity?.heartbeatTimeout?.nanos], [1, 5e8]);
  assert.equal(activity?.cancellationType, 1);
  assert.equal(activity?.versioningIntent, 2);
  assert.deepEqual(activity?.priority, { priorityKey: 3, fairnessKey: "k", fairnessWeight: 0.5 });
  assert.equal(activity?.retryPolicy?.maximumAttempts, 4);
  assert.deepEqual(activity?.retryPolicy?.nonRetryableErrorTypes, ["Invalid"]);
  assert.equal(activity?.doNotEagerlyExecute, true);
  assert.deepEqual(fromPayload(activity?.headers?.["wippy-context"] ?? {}), new Map([["tenant", "t"]]));
  assert.equal(fromPayload(command?.userMetadata?.summary ?? {}), "gr\xc3\xb6\xc3\x9fe");
});

Deno.test("the callee's options are the base of the call's, whatever alias they use", async () => {
  const run = new Run(
    FUNCS + `return function()
      funcs.new():with_options({ ["temporal.activity.task_queue"] = "called" }):call("app:f")
    end`,
    {
      registrations: {
        ...REGISTRATIONS,
        callOptions: (id) =>
          id === "app:f"
            ? new Map([[ascii("activity.task_queue"), ascii("callee")], [
              ascii("activity.start_to_close_timeout"),
              ascii("30s"),
            ]])
            : undefined,
      },
    },
  );
  const [command] = await run.start();
  assert.equal(command?.scheduleActivity?.taskQueue, "called");
  assert.equal(command?.scheduleActivity?.startToCloseTimeout?.seconds?.toNumber(), 30);
});

Deno.test("activities and timers are numbered each for themselves; a canceled one is withdrawn", async () => {
  const run = new Run(
    FUNCS + `return function()
      local one, two = funcs.async("app:f"), funcs.async("app:g")
      local timer = time.timer("1m")
      time.sleep("1ns")
      two:cancel()
      timer:stop()
      return one:response():receive():data()
    end`,
  );
  const first = await run.start();
  assert.deepEqual(
    first.map((command) => command.scheduleActivity?.seq ?? command.startTimer?.seq),
    [1, 2, 1, 2],
  );
  assert.deepEqual(first[3]?.startTimer?.startToFireTimeout?.nanos, 1e6, "a timer never fires early");
  const second = await run.activate([{ fireTimer: { seq: 2 } }]);
  assert.deepEqual(second, [{ requestCancelActivity: { seq: 2 } }, { cancelTimer: { seq: 1 } }]);
  const canceled = toFailure(new AppError("late"));
  await run.activate([{ resolveActivity: { seq: 2, result: { cancelled: { failure: canceled } } } }]);
  assert.equal(result(await run.activate([completed(1, 7)])), 7);
});

Deno.test("within one activation waits are served before the results of futures", async () => {
  const run = new Run(
    FUNCS + `return function()
      local order = {}
      local future = funcs.async("app:f")
      coroutine.spawn(function() future:response():receive() order[#order + 1] = "future" end)
      time.sleep("1s")
      order[#order + 1] = "sleep"
      time.sleep("1s")
      return order
    end`,
  );
  await run.start();
  await run.activate([completed(1), { fireTimer: { seq: 1 } }]);
  assert.deepEqual(result(await run.activate([{ fireTimer: { seq: 2 } }])), ["sleep", "future"]);
});

Deno.test("time is the task's, and print is silent in replays", async () => {
  const run = new Run(`return function()
    local time = require("time")
    print("at", time.now():unix())
    time.sleep("1s")
    print("Zoë at", time.now():unix())
    return time.now():unix()
  end`);
  const at = (seconds: number) => ({ timestamp: { seconds: long(seconds), nanos: 0 } });
  await run.start([], { ...at(1_700_000_000), isReplaying: true });
  assert.equal(result(await run.activate([{ fireTimer: { seq: 1 } }], at(1_700_000_005))), 1_700_000_005);
  assert.deepEqual(run.logged, ["info: Zoë at 1700000005"]);
});

Deno.test("random numbers follow the seed, also a renewed one", async () => {
  const source = FUNCS + `return function()
    local a = math.random()
    time.sleep("1s")
    return { a, math.random() }
  end`;
  const draw = async (low: number, renewed?: number) => {
    const run = new Run(source);
    await run.activate([{ initializeWorkflow: { arguments: [], randomnessSeed: long(low) } }]);
    const renewal: Job[] = renewed === undefined ? [] : [{ updateRandomSeed: { randomnessSeed: long(renewed) } }];
    return result(await run.activate([{ fireTimer: { seq: 1 } }, ...renewal])) as number[];
  };
  const [a, b] = await draw(1);
  assert.deepEqual(await draw(1), [a, b]);
  const [c, d] = await draw(1, 9);
  assert.equal(c, a);
  assert.notEqual(d, b);
  assert.equal(d, (await draw(9))[0]);
});

Deno.test("a fault fails the task for good, until the run is evicted", { ignore: isPreempted }, async () => {
  const run = new Run(`return function()\n pcall(function() while true do end end)\n end`, {
    deadlockDetectionTimeout: 20,
  });
  const jobs = [{ initializeWorkflow: { arguments: [] } }];
  const first = await run.workflow.activate({ runId: "run", jobs });
  assert.match(
    first.failed?.failure?.message ?? "",
    /^workflow "app:w": "app:w" ran for more than 20 ms without waiting, at w\.lua:2 \(limit: worker_options\.deadlock_detection_timeout\)$/,
  );
  assert.deepEqual(await run.workflow.activate({ runId: "run", jobs: [{ fireTimer: { seq: 1 } }] }), first);
  assert.equal(run.logged.length, 1);
  await run.workflow.dispose();
});

Deno.test("a bug of ours fails the task with its JavaScript stack", async () => {
  const broken: LuaEngine = {
    ...testEngine,
    createState() {
      throw new TypeError("our bug");
    },
  };
  const run = new Run(`return function() end`, {}, broken);
  const { failed } = await run.workflow.activate({ runId: "run", jobs: [{ initializeWorkflow: {} }] });
  assert.equal(failed?.failure?.message, 'workflow "app:w": internal error: our bug');
  assert.match(failed?.failure?.stackTrace ?? "", /^TypeError: our bug\n/);
});

Deno.test("a job that this version cannot take fails the task with its name", async () => {
  const failureOf = async (job: Job) => {
    const run = new Run(FUNCS + `return function() time.sleep("1s") end`);
    await run.start();
    const { failed } = await run.workflow.activate({ runId: "run", jobs: [job, { fireTimer: { seq: 1 } }] });
    return failed?.failure?.message;
  };
  const prefix = 'workflow "app:w": internal error: core sent a job';
  assert.equal(
    await failureOf({ resolveNexusOperation: { seq: 1 } }),
    `${prefix} "resolveNexusOperation", which this version cannot take`,
  );
  assert.equal(await failureOf(JSON.parse('{"sendPostcard":{}}')), `${prefix} of the unknown type "sendPostcard"`);
  assert.equal(await failureOf({}), `${prefix} of an unknown type`);
});

Deno.test("a result that cannot be read is the call's error, not the run's", async () => {
  const run = new Run(
    FUNCS + `return function()
    local value, err = funcs.call("app:f")
    return { nothing = value == nil, kind = err:kind(), message = err:message() }
  end`,
  );
  await run.start();
  const strange = { metadata: { encoding: new TextEncoder().encode("json/protobuf") }, data: new Uint8Array() };
  const commands = await run.activate([{ resolveActivity: { seq: 1, result: { completed: { result: strange } } } }]);
  assert.deepEqual(
    result(commands),
    new Map<ByteString, Data>([
      [ascii("nothing"), true],
      [ascii("kind"), ascii("Internal")],
      [ascii("message"), ascii("unsupported temporal payload encoding: json/protobuf")],
    ]),
  );
});

Deno.test("an ended run answers a stack trace with nothing", async () => {
  const run = new Run(`return function() end`);
  await run.start();
  const [answer] = await run.activate([{ queryWorkflow: { queryId: "q", queryType: "__stack_trace" } }]);
  assert.equal(fromPayload(answer?.respondToQuery?.succeeded?.response ?? {}), "");
});

Deno.test("lastTask tells the commands and the event of the first one, by the length of the history", async () => {
  const run = new Run(FUNCS + `return function() funcs.async("app:f") funcs.async("app:g") time.sleep("1s") end`);
  await run.start([], { historyLength: 3 });
  const { entryId, firstEvent, commands, places } = run.workflow.lastTask;
  assert.deepEqual({ entryId, firstEvent, places }, { entryId: "app:w", firstEvent: 5, places: ["w.lua:1"] });
  assert.deepEqual(commands.map(({ text }) => text), ['calls "app:f"', 'calls "app:g"', "starts a timer"]);
});

/** A 64-bit integer as protobuf has it. */
function long(value: number) {
  return msToTs(value * 1000).seconds;
}

Deno.test("a loop of waits that are over at once uses up the time of its task", { ignore: isPreempted }, async () => {
  const run = new Run(`return function() while true do require("time").sleep(0) end end`, {
    deadlockDetectionTimeout: 20,
  });
  const { failed } = await run.workflow.activate({ runId: "run", jobs: [{ initializeWorkflow: { arguments: [] } }] });
  assert.match(
    failed?.failure?.message ?? "",
    /^workflow "app:w": .*ran for more than 20 ms without waiting, at w\.lua:1 \(limit: worker_options\.deadlock_detection_timeout\)$/,
  );
  await run.workflow.dispose();
});
