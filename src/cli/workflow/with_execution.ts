import { abortable, AppError, systemClock } from "../../base/mod.ts";
import { quote } from "../../diagnostics/mod.ts";
import { clientSettings, loadTemporal, temporalClient, type TemporalClientConfig } from "../../kinds/mod.ts";
import type { Configured } from "../../registry/mod.ts";
import type { LoadedApp } from "../../app/mod.ts";
import type { WorkflowExecution } from "../../temporal/mod.ts";
import type { CliContext } from "../context.ts";
import { loadApp } from "../run/load_app.ts";
import { shellWord } from "../program_command.ts";
import { reportError } from "../report/error.ts";
import { reportFaults } from "../report/faults.ts";
import { type Stop, StopRequest, untilStopped } from "../run/until_stopped.ts";

type Client = Configured<TemporalClientConfig>;

/** How a command line names a workflow. */
interface ExecutionInput {
  readonly args: { readonly workflowId: string };
  /** Ids of an entry and of a run. */
  readonly options: { readonly client: string | undefined; readonly runId: string | undefined };
}

/**
 * Does something with the workflow that a command line names, through the client that it names or the only one. Nothing else
 * of the application is started. What the client or the server has against it is told on stderr, with what to do.
 *
 * @param doing names it in messages, in front of "the workflow": `query of`
 * @param act gives the exit code; it throws what the server says to its calls
 */
export function withExecution(
  context: CliContext,
  { args: { workflowId }, options }: ExecutionInput,
  doing: string,
  act: (execution: WorkflowExecution, stop: Stop) => Promise<number>,
): Promise<number> {
  return untilStopped(context, async (stop) => {
    const app = await loadApp(context, "warning");
    if (reportFaults(app, context) > 0) return 1;
    const chosen = chooseClient(app, options.client);
    if ("problem" in chosen) return context.stderr(`error: ${chosen.problem}\nhelp: ${chosen.help}\n`), 1;
    const { TemporalClient, ConnectionError } = await loadTemporal();
    const { entry, config } = chosen;
    const settings = clientSettings(config, context.options.appFolder);
    const { logger } = context;
    const client = new TemporalClient({ entryId: entry.id, settings, logger, clock: systemClock });
    const execution = client.calls.execution(workflowId, options.runId);
    try {
      await client.start(stop.signal);
      return await abortable(act(execution, stop), stop.signal);
    } catch (error) {
      if (stop.signal.reason instanceof StopRequest) return context.stderr("Interrupted\n"), 1;
      if (!(error instanceof AppError)) throw error;
      if (error instanceof ConnectionError) {
        const { reason, code, hint, kind } = error;
        const short = new AppError(`${reason} [${code}]`, { kind, retryable: error.retryable });
        return reportError(context, `connection of the client ${quote(entry.id)} to ${config.address}`, short, hint);
      }
      const what = `${doing} the workflow ${quote(workflowId)}`;
      return await reportRefusal(context, { what, execution, error, where: config, clientId: entry.id });
    } finally {
      await client.stop(stop.signal);
    }
  });
}

function chooseClient(app: LoadedApp, id: string | undefined): Client | { problem: string; help: string } {
  const clients = app.ofKind(temporalClient);
  const names = clients.map(({ entry }) => quote(entry.id)).join(", ");
  if (id !== undefined) {
    const found = clients.find(({ entry }) => entry.id === id);
    return found ?? { problem: `${quote(id)} is no temporal.client`, help: `There are: ${names || "none"}` };
  }
  if (clients.length === 1) return clients[0]!;
  return clients.length === 0
    ? {
      problem: "The application has no temporal.client",
      help: "Add an entry: {name: client, kind: temporal.client, address: HOST:PORT}",
    }
    : { problem: `The application has several clients: ${names}`, help: `--client ${clients[0]!.entry.id}` };
}

/** What a server would not do. */
interface Refusal {
  readonly what: string;
  readonly execution: WorkflowExecution;
  readonly error: AppError;
  readonly where: TemporalClientConfig;
  readonly clientId: string;
}

/** The server says "not found" of what never was and of what is over; these are told apart. */
async function reportRefusal(context: CliContext, refusal: Refusal): Promise<number> {
  const { what, execution: { id }, error, where, clientId } = refusal;
  if (error.kind !== "NotFound") return reportError(context, what, error);
  const options = { kind: "NotFound", retryable: false } as const;
  const description = await found(refusal);
  if (description?.closedAt) {
    const message = `the run ${description.runId} has ended: ${description.status}`;
    const help = `"lunation result ${shellWord(id.workflowId)}" prints what came of it`;
    return reportError(context, what, new AppError(message, options), help);
  }
  if (description) return reportError(context, what, error);
  const run = id.runId === undefined ? "" : ` with the run ${quote(id.runId)}`;
  const message = `there is no such workflow${run} in the namespace ${quote(where.namespace)} of ${where.address}`;
  const help = `Correct the id, or name another client than ${quote(clientId)} with --client; ` +
    "the server forgets workflows when their retention is over";
  return reportError(context, what, new AppError(message, options), help);
}

async function found({ execution }: Refusal) {
  try {
    return await execution.outline();
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}
