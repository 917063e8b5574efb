import { resolve } from "node:path";
import type { LoadedApp } from "../../app/mod.ts";
import { AppError, systemClock } from "../../base/mod.ts";
import { quote } from "../../diagnostics/mod.ts";
import {
  clientSettings,
  loadTemporal,
  type ReplayTarget,
  replayTarget,
  temporalClient,
  temporalWorker,
} from "../../kinds/mod.ts";
import { files, isNotFound } from "../../platform/mod.ts";
import type { ReplayOutcome } from "../../temporal/mod.ts";
import { type InputOf, UsageError } from "../command.ts";
import type * as commands from "../command_table.ts";
import type { CliContext } from "../context.ts";
import { reportFaults } from "../report/faults.ts";
import { loadApp } from "../run/load_app.ts";
import { type Stop, StopRequest, untilStopped } from "../run/until_stopped.ts";

/** One history and where it came from. */
interface Source {
  /** A path, or workflow and run id. */
  readonly name: string;
  readonly history: unknown;
  /** The client that fetched it; any worker may replay one from a file. */
  readonly clientId?: string;
}

type Result = { readonly source: string } & ReplayOutcome;

/** The part of a history that tells who is to replay it. */
interface Started {
  readonly workflowType?: { readonly name?: string };
  readonly taskQueue?: { readonly name?: string };
}

/**
 * Replays histories from files and from servers against the application as it is (architecture.md §9). Prints one line for each,
 * with the event, the entry and the line where the code parts from it; with `--json` one document
 * `{histories: [{source, outcome, message?, event_id?, entry_id?, places?}], broken}`.
 *
 * @returns 1 when a replay breaks, a file cannot be read or the application has faults
 * @throws {UsageError} when there is nothing to replay
 */
export async function replay(
  context: CliContext,
  { args: { files }, options: { query } }: InputOf<typeof commands.replay>,
): Promise<number> {
  if (files.length === 0 && query === undefined) throw new UsageError("name files with histories, or give --query");
  return await untilStopped(context, async (stop) => {
    const app = await loadApp(context, "warning");
    if (reportFaults(app, context) > 0) return 1;
    const targets = app.ofKind(temporalWorker).map((worker) => replayTarget(worker, app, context.logger));
    try {
      return report(context, await replayAll(context, targets, sources(context, app, files, query, stop)));
    } catch (error) {
      if (stop.signal.reason instanceof StopRequest) return 1;
      if (!(error instanceof AppError)) throw error;
      context.stderr(`error: ${error.message}\n`);
      return 1;
    }
  });
}

async function* sources(
  context: CliContext,
  app: LoadedApp,
  files: readonly string[],
  query: string | undefined,
  stop: Stop,
): AsyncGenerator<Source> {
  for (const file of files) yield { name: file, history: await readHistory(resolve(context.cwd, file), file) };
  if (query === undefined) return;
  const { fetchHistories, TemporalClient } = await loadTemporal();
  for (const { entry, config } of app.ofKind(temporalClient)) {
    const settings = clientSettings(config, context.options.appFolder);
    const client = new TemporalClient({ entryId: entry.id, settings, logger: context.logger, clock: systemClock });
    await client.start(stop.signal);
    try {
      for await (const { workflowId, runId, history } of fetchHistories(client, query)) {
        yield { name: `${workflowId} ${runId}`, history, clientId: entry.id };
        stop.signal.throwIfAborted();
      }
    } finally {
      await client.stop(stop.signal);
    }
  }
}

async function readHistory(path: string, name: string): Promise<unknown> {
  try {
    return JSON.parse(await files.readTextFile(path));
  } catch (error) {
    const reason = isNotFound(error) ? "there is no such file" : String(error);
    throw new AppError(`cannot read ${quote(name)}: ${reason}`, { kind: "Invalid", retryable: false });
  }
}

async function replayAll(
  { options, stdout }: CliContext,
  targets: readonly ReplayTarget[],
  sources: AsyncIterable<Source>,
): Promise<Result[]> {
  const results: Result[] = [];
  for await (const source of sources) {
    const result = { source: source.name, ...await replayOne(source, targets) };
    results.push(result);
    if (!options.json) stdout(line(result));
  }
  return results;
}

async function replayOne({ history, clientId }: Source, targets: readonly ReplayTarget[]): Promise<ReplayOutcome> {
  const { replayHistory } = await loadTemporal();
  const events = (history as { events?: { workflowExecutionStartedEventAttributes?: Started }[] } | null)?.events;
  const started = events?.[0]?.workflowExecutionStartedEventAttributes;
  if (!started) {
    return { type: "failed", message: "not a workflow history: it does not begin with WorkflowExecutionStarted" };
  }
  const type = started.workflowType?.name ?? "";
  const able = targets.filter(({ programs, client }) => {
    return programs.has(type) && (clientId === undefined || client?.entry.id === clientId);
  });
  const target = able.find(({ taskQueue }) => taskQueue === started.taskQueue?.name) ?? able[0];
  if (!target) return { type: "failed", message: `no worker of the application runs workflows of type ${quote(type)}` };
  return await replayHistory(target.programs, history, target.settings);
}

function line(result: Result): string {
  if (result.type === "ok") return `ok      ${result.source}\n`;
  const places = result.type === "nondeterministic" && result.places.length > 0
    ? `        the code stands at ${result.places.join(", ")}\n`
    : "";
  return `broken  ${result.source}\n        ${result.message}\n${places}`;
}

function report({ options, stdout }: CliContext, results: readonly Result[]): number {
  const broken = results.filter(({ type }) => type !== "ok").length;
  if (options.json) stdout(`${JSON.stringify({ histories: results.map(toJson), broken }, null, 2)}\n`);
  else stdout(`${results.length} ${results.length === 1 ? "history" : "histories"}, ${broken} broken\n`);
  return broken > 0 ? 1 : 0;
}

function toJson({ source, ...outcome }: Result) {
  if (outcome.type !== "nondeterministic") return { source, outcome: outcome.type, ...messageOf(outcome) };
  const { type, message, eventId, entryId, places } = outcome;
  return { source, outcome: type, message, event_id: eventId, entry_id: entryId, places };
}

function messageOf(outcome: ReplayOutcome) {
  return outcome.type === "ok" ? {} : { message: outcome.message };
}
