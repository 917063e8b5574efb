import { type Data, decodeJson, systemClock } from "../../base/mod.ts";
import { quote, suggest } from "../../diagnostics/mod.ts";
import { createFunctionRunner, type LifecycleBlock, registrationOf } from "../../kinds/mod.ts";
import type { Entry } from "../../registry/mod.ts";
import { type LoadedApp, run, type RunningApp, startables } from "../../runtime/mod.ts";
import type { CommandInput } from "../command_spec.ts";
import type { CliContext } from "../context.ts";
import { executeOnWorker } from "../execute_on_worker.ts";
import { loadApp } from "../load_app.ts";
import { reportFailedStart } from "../report_failed_start.ts";
import { reportFaults } from "../report_faults.ts";
import { reportResult } from "../report_result.ts";
import { reportStop } from "../report_stop.ts";
import { type Stop, untilStopped } from "../until_stopped.ts";
import { UsageError } from "../usage_error.ts";
import { withRunningApp } from "../with_running_app.ts";
import { workersBeside } from "../workers_beside.ts";

/** Milliseconds after which a server that cannot be reached is given up. */
const BOOT_TIMEOUT = 10_000;

/**
 * Executes one workflow or function and prints its result as one JSON document (design.md §9). A workflow runs on its
 * worker, which is brought up with its client for that time, as are others on the queue of that worker; a function runs in this process, with the process hosts that
 * start with the application; a client is connected when the function first needs it.
 *
 * @returns 1 when it fails, cannot be started, or is interrupted
 * @throws {UsageError} when an argument is no JSON
 */
export async function exec(context: CliContext, { args: [id = "", ...texts], options }: CommandInput): Promise<number> {
  const args = texts.map(parseArgument);
  const app = await loadApp(context);
  const entry = app.entries.find((candidate) => candidate.id === id);
  if (!entry) return refuse(context, app, `No entry has the id ${quote(id)}`, hint(id, app));
  if (entry.kind === "function.lua") {
    const call = { app, id, args, dev: options.dev === true };
    return await untilStopped(context, (stop) => execFunction(context, call, stop));
  }
  const registration = registrationOf(entry, entry.kind);
  if (registration?.type !== "workflow") return refuse(context, app, ...whyNot(entry));
  const workflowId = options.workflowId as string | undefined ?? crypto.randomUUID();
  const dev = options.dev ? { dev: "fail" } as const : {};
  return await untilStopped(context, async (stop) => {
    const start = [registration.worker, ...workersBeside(app, registration.worker), ...processHosts(app)];
    const up = { ...dev, start, bootTimeout: BOOT_TIMEOUT };
    const { code } = await withRunningApp(context, stop, up, (running, app) => {
      return reportResult(context, `workflow ${quote(workflowId)}`, stop, () => {
        const call = { registration, workflowId, args, signal: stop.signal };
        return executeOnWorker(running, app, call);
      });
    });
    // Asked to stop before it began, it has no result.
    return stop.signal.aborted ? 1 : code;
  });
}

function parseArgument(text: string, index: number): Data {
  try {
    return decodeJson(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(
      `argument ${index + 1} is not JSON: ${reason}; text is written with quotes: '"text"'`,
    );
  }
}

function refuse(context: CliContext, app: LoadedApp, message: string, help: string): number {
  reportFaults(app, context);
  context.stderr(`error: ${message}\nhelp: ${help}\n`);
  return 1;
}

function hint(id: string, { entries }: LoadedApp): string {
  const ids = entries.map((entry) => entry.id);
  const near = ids.find((candidate) => candidate.endsWith(`:${id}`)) ?? suggest(id, ids);
  return near ? `Did you mean ${quote(near)}?` : '"lunation list" names all entries';
}

function whyNot({ id, kind }: Entry): [message: string, help: string] {
  if (kind !== "workflow.lua") {
    return [
      `${quote(id)} is a ${kind}, which cannot be executed`,
      "Name an entry of kind workflow.lua or function.lua",
    ];
  }
  return [`${quote(id)} is registered with no worker`, "Add to the entry: meta: {temporal: {workflow: {worker: ID}}}"];
}

/** Ids of the hosts that start with the application. */
function processHosts({ configured }: LoadedApp): string[] {
  return configured.filter(({ kind, config }) => {
    return kind.name === "process.host" && (config as { lifecycle: LifecycleBlock }).lifecycle.auto_start;
  }).map(({ entry }) => entry.id);
}

interface FunctionCall {
  readonly app: LoadedApp;
  readonly id: string;
  readonly args: Data[];
  readonly dev: boolean;
}

async function execFunction(context: CliContext, { app, id, args, dev }: FunctionCall, stop: Stop): Promise<number> {
  const { logger } = context;
  const { signal } = stop;
  const up = { start: processHosts(app), bootTimeout: BOOT_TIMEOUT, onDemand: true };
  const call = (running: RunningApp) => {
    const functions = running.shared(createFunctionRunner);
    return reportResult(context, `function ${quote(id)}`, stop, () => functions.call(id, args, { signal }));
  };
  if (dev) {
    const { code } = await withRunningApp(context, stop, { ...up, dev: "fail" }, call);
    return signal.aborted ? 1 : code;
  }
  const chosen = startables(app, up.start);
  if (reportFaults(app, context) > 0) return 1;
  let running: RunningApp;
  try {
    running = await run(app, chosen, { ...up, logger, clock: systemClock, signal });
  } catch (error) {
    reportFailedStart(context, error);
    return 1;
  }
  try {
    return await call(running);
  } finally {
    reportStop(context, await running.stop());
  }
}
