import { type LoadedApp, type RunningApp, selfStarting } from "../../app/mod.ts";
import { AppError, ascii, type ByteString, type Data, encodeJson, toByteString } from "../../base/mod.ts";
import { quote, suggest } from "../../diagnostics/mod.ts";
import { clientIdOf, registrationOf, temporalWorker } from "../../kinds/mod.ts";
import { parsePid } from "../../modules/commands/mod.ts";
import type { ProcessHandle } from "../../processes/mod.ts";
import type { Entry } from "../../registry/mod.ts";
import { type InputOf, UsageError } from "../command.ts";
import type * as commands from "../command_table.ts";
import type { CliContext } from "../context.ts";
import { reportError } from "../report/error.ts";
import { refuse } from "../report/faults.ts";
import { reportResult } from "../report/result.ts";
import { loadApp } from "../run/load_app.ts";
import { type Stop, untilStopped } from "../run/until_stopped.ts";
import { BOOT_TIMEOUT, bringUp } from "../run/bring_up.ts";
import { jsonArguments } from "../workflow/json_arguments.ts";
import { resultOfWorkflow, startOnWorker, type WorkflowCall } from "../workflow/start_on_worker.ts";
import { startOptions } from "../workflow/start_options.ts";

type Input = InputOf<typeof commands.exec>;

const ALREADY_STARTED =
  'Give another "--id"; "--option id_conflict_policy=use_existing" waits for the one that runs, and ignores the arguments';

/**
 * Executes one workflow or function and prints its result as one JSON document (architecture.md §9). A workflow runs on its
 * worker, which is brought up with its client and the other workers of its queue for that time; with `--no-wait` it is
 * only started, and `{"pid", "workflow_id", "run_id"}` printed. A function runs in this process, with the process hosts
 * that start with the application; a client that it uses connects then.
 *
 * @returns 1 when it fails, cannot be started, or is interrupted
 * @throws {UsageError} when an argument is no JSON, or an option is none of this entry's
 */
export async function exec(context: CliContext, { args: { id, args: texts }, options }: Input): Promise<number> {
  const args = jsonArguments(texts);
  const workflowOptions = startOptions(options.option, workflowId(options));
  const app = await loadApp(context);
  const entry = app.entries.find((candidate) => candidate.id === id);
  if (!entry) return refuse(context, app, `No entry has the id ${quote(id)}`, hint(id, app));
  const how = { app, bootTimeout: BOOT_TIMEOUT, ...options.dev ? { dev: "fail" } as const : {} };
  if (entry.kind === "function.lua") {
    refuseWorkflowOptions(options);
    const own = { start: processHosts(app), onDemand: true, stopLevel: "debug" } as const;
    return await untilStopped(context, async (stop) => {
      await using up = await bringUp(context, stop, { ...how, ...own });
      if (!up.isUp) return stop.signal.aborted ? 1 : up.code;
      const call = () => up.running.functions.call(id, args, stop);
      const { code } = await up.end(await reportResult(context, `function ${quote(id)}`, stop, call));
      return stop.signal.aborted ? 1 : code;
    });
  }
  const registration = registrationOf(entry, entry.kind);
  if (registration?.type !== "workflow") return refuse(context, app, ...whyNot(entry));
  const call = { id, registration, options: workflowOptions, args };
  const waits = options.wait;
  const start = waits
    ? [registration.worker, ...workersBeside(app, registration.worker), ...processHosts(app)]
    : app.needs(registration.worker).map(({ entry }) => entry.id);
  return await untilStopped(context, async (stop) => {
    await using up = await bringUp(context, stop, { ...how, start });
    const { code } = up.isUp ? await up.end(await execWorkflow(context, call, up.running, stop, waits)) : up;
    // Asked to stop before it began, it has no result.
    return stop.signal.aborted ? 1 : code;
  });
}

function workflowId({ id, workflowId }: Input["options"]): string | undefined {
  return id ?? workflowId;
}

function refuseWorkflowOptions(options: Input["options"]): void {
  const given = [
    [workflowId(options) !== undefined, "--id"],
    [options.option.length > 0, "--option"],
    [!options.wait, "--no-wait"],
  ].find(([isGiven]) => isGiven);
  if (given) throw new UsageError(`${quote(String(given[1]))} is for workflows, not for functions`);
}

async function execWorkflow(
  context: CliContext,
  call: WorkflowCall,
  running: RunningApp,
  stop: Stop,
  waits: boolean,
): Promise<number> {
  let handle: ProcessHandle;
  try {
    handle = await startOnWorker(running, call);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const help = error.kind === "AlreadyExists" ? ALREADY_STARTED : undefined;
    return reportError(context, `start of ${quote(call.id)}`, error, help);
  }
  if (!waits) return context.stdout(`${encodeJson(startedData(handle))}\n`), 0;
  return await reportResult(
    context,
    `workflow ${quote(workflowIdOf(handle))}`,
    stop,
    () => resultOfWorkflow(handle, running, stop),
  );
}

function startedData(handle: ProcessHandle): Data {
  const { pid, runId } = handle;
  const started = new Map<ByteString, Data>([[ascii("pid"), toByteString(pid)], [
    ascii("workflow_id"),
    toByteString(workflowIdOf(handle)),
  ]]);
  return runId === undefined ? started : started.set(ascii("run_id"), toByteString(runId));
}

function workflowIdOf({ pid }: ProcessHandle): string {
  return parsePid(pid)?.unique ?? "";
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
function processHosts(app: LoadedApp): string[] {
  return selfStarting(app).filter(({ kind }) => kind.name === "process.host").map(({ entry }) => entry.id);
}

/**
 * Ids of the workers that start with the application and poll the queue of that one: where one serves workflows only and
 * another activities only, neither gets far without the other.
 */
function workersBeside(app: LoadedApp, id: string): string[] {
  const workers = app.ofKind(temporalWorker);
  const own = workers.find(({ entry }) => entry.id === id);
  if (!own) return [];
  const isBeside = (other: typeof own) =>
    other !== own && other.config.lifecycle.auto_start &&
    clientIdOf(other) === clientIdOf(own) && other.config.task_queue === own.config.task_queue;
  return workers.filter(isBeside).map(({ entry }) => entry.id);
}
