import { Client, type WorkflowHandle } from "@temporalio/client";
import { msToTs } from "@temporalio/common/lib/time.js";
import { type Logger, systemClock } from "../../src/base/mod.ts";
import { workerOptions, type WorkerSettings, workerSettings } from "../../src/settings/mod.ts";
import type { LuaEngine } from "../../src/lua/api/mod.ts";
import type { LuaProgram } from "../../src/lua/run/mod.ts";
import { commandModules, globalModules } from "../../src/modules/commands/mod.ts";
import { hostModules } from "../../src/modules/host/mod.ts";
import { pureModules } from "../../src/modules/pure/mod.ts";
import { FunctionRunner } from "../../src/processes/mod.ts";
import {
  type ClientSettings,
  TemporalClient,
  TemporalWorker,
  type VersioningBehavior,
} from "../../src/temporal/mod.ts";
import type { RegistrationIndex, WorkflowSettings } from "../../src/workflow/mod.ts";
import { processNode } from "./process_node.ts";
import { testEngine } from "./test_engine.ts";
import { parse } from "../../src/lua/syntax/mod.ts";

const NEVER = new AbortController().signal;
const modules = new Map([...pureModules, ...commandModules, ...hostModules].map((module) => [module.name, module]));

/** Options of workers of tests that say nothing of them: few, so that many workers fit into one process. */
const DEFAULTS = {
  max_concurrent_activity_execution_size: 100,
  max_concurrent_workflow_task_execution_size: 100,
  max_concurrent_activity_task_pollers: 5,
  max_concurrent_workflow_task_pollers: 5,
};

/** Sources by entry id; all modules may be required. */
type Sources = Readonly<Record<string, string>>;

/** Where a client connects to, and how. */
export type Place = Pick<ClientSettings, "address" | "namespace"> & Partial<ClientSettings>;

/** What {@linkcode withWorker} starts. */
export interface TestWorker {
  /** Sources of workflows; the entry id is the workflow type. */
  readonly workflows?: Sources;
  readonly activities?: Sources;
  readonly settings?: Partial<WorkerSettings>;
  /** Instead of settings: `worker_options` as an entry writes them, with the defaults of an entry. */
  readonly options?: Readonly<Record<string, unknown>>;
  readonly versioningBehaviors?: Readonly<Record<string, VersioningBehavior>>;
  readonly logger?: Logger;
}

/** What a test can use while the worker runs. */
export interface Running {
  /** Our own client. */
  readonly client: TemporalClient;
  /** The TypeScript SDK's client with its own data converter, as a foreign program would use it. */
  readonly foreign: Client;
  readonly worker: TemporalWorker;
  readonly taskQueue: string;
}

/** Keeps records for a test to look at. */
export class TestLogger implements Logger {
  constructor(readonly records: string[] = []) {}

  log(level: string, message: string): void {
    this.records.push(`${level}: ${message}`);
  }

  with(): Logger {
    return this;
  }
}

/** Compiles code as `load` would: the text's file is the entry's name with `.lua`. */
export function compile(entryId: string, source: string, engine: LuaEngine = testEngine): LuaProgram {
  const chunk = engine.compile(parse(source), { entryId, file: `${entryId.split(":")[1]}.lua` });
  return { entryId, engine, chunk, method: "main", modules, imports: new Map() };
}

/** Settings of workflows outside a worker, as replays need them. */
export function workflowSettings(logger: Logger = new TestLogger()): WorkflowSettings {
  return {
    globals: globalModules,
    deadlockDetectionTimeout: 1000,
    logger,
    enableLoggingInReplay: false,
    disableEagerActivities: false,
    registrations: registrations(),
  };
}

/** An application of these entries alone: types are entry ids, a worker's queue is known by its id. */
function registrations(taskQueue = "", names: Readonly<Record<string, string>> = {}): RegistrationIndex {
  return {
    workerId: "test:worker",
    clientId: "test:client",
    callOptions: () => undefined,
    workflowType: (entryId) => names[entryId] ?? entryId,
    taskQueueOf: (host) => host === "test:worker" ? taskQueue : undefined,
  };
}

/**
 * The address of the test server and a namespace of its own for a test file.
 *
 * @throws when the tests do not run under `deno task test`
 */
export async function testNamespace(name: string): Promise<{ address: string; namespace: string }> {
  const address = Deno.env.get("LUNATION_TEST_SERVER");
  if (!address) throw new Error("this test needs a Temporal server: run `deno task test`");
  const namespace = `${name}-${crypto.randomUUID().slice(0, 8)}`;
  await withClient({ address, namespace: "default" }, (client) =>
    client.connection.workflowService.registerNamespace({
      namespace,
      workflowExecutionRetentionPeriod: msToTs("1 day"),
    }));
  return { address, namespace };
}

/** Runs `body` while a worker serves the given code, and takes everything down afterwards. */
export async function withWorker(
  place: Place,
  given: TestWorker,
  body: (running: Running) => Promise<void>,
): Promise<void> {
  const logger = given.logger ?? new TestLogger();
  const programs = programsOf(given.activities);
  await withClient(place, async (client) => {
    const taskQueue = given.settings?.taskQueue ?? crypto.randomUUID();
    const worker = new TemporalWorker({
      entryId: "test:worker",
      settings: { ...settingsOf(given.options), taskQueue, ...given.settings },
      client,
      workflows: programsOf(given.workflows),
      versioningBehaviors: new Map(Object.entries(given.versioningBehaviors ?? {})),
      activities: [...programs.keys()],
      functions: new FunctionRunner({
        node: processNode(),
        find: (id) => programs.get(id),
        clock: systemClock,
        logger,
      }),
      registrations: registrations(taskQueue),
      globals: globalModules,
      logger,
      clock: systemClock,
    });
    await worker.start(NEVER);
    const foreign = new Client({ connection: client.connection, namespace: place.namespace });
    try {
      await body({ client, foreign, worker, taskQueue: worker.taskQueue });
    } finally {
      await worker.stop(NEVER);
    }
  }, logger);
}

/** The failure of the workflow's first failed task, as the history tells it. */
export async function taskFailure(handle: WorkflowHandle) {
  const { events } = await handle.fetchHistory();
  const failed = events?.find((event) => event.workflowTaskFailedEventAttributes);
  return failed?.workflowTaskFailedEventAttributes?.failure ?? undefined;
}

/** Runs `body` with our own client, which is connected. */
export async function withClient<T>(
  place: Place,
  body: (client: TemporalClient) => Promise<T>,
  logger: Logger = new TestLogger(),
): Promise<T> {
  const settings = { connectTimeout: 10_000, ...place };
  const client = new TemporalClient({ entryId: "test:client", settings, logger, clock: systemClock });
  await client.start(NEVER);
  try {
    return await body(client);
  } finally {
    await client.stop(NEVER);
  }
}

function settingsOf(options: Readonly<Record<string, unknown>> = DEFAULTS): WorkerSettings {
  return workerSettings(workerOptions.parse(options), "test");
}

function programsOf(sources: Sources = {}): Map<string, LuaProgram> {
  return new Map(Object.entries(sources).map(([entryId, source]) => [entryId, compile(entryId, source)]));
}
