import { systemClock } from "../../base/mod.ts";
import { clientSettings, loadTemporal, temporalClient, type TemporalClientConfig } from "../../kinds/mod.ts";
import type { Configured } from "../../registry/mod.ts";
import type { Examination } from "../../temporal/mod.ts";
import type { CliContext } from "../context.ts";
import { loadApp } from "../run/load_app.ts";
import { reportFaults } from "../report/faults.ts";
import { StopRequest, untilStopped } from "../run/until_stopped.ts";

/** What was found out about one client. */
interface Report {
  readonly client: Configured<TemporalClientConfig>;
  readonly steps: Examination[];
}

/**
 * Tries out each client of the application: resolves its credentials, connects, authenticates, looks for the namespace
 * (architecture.md §9). Prints each step with its time, and what to do about one that fails; with `--json` one document
 * `{clients: [{entry_id, address, namespace, ok, steps: [{step, ok, milliseconds, warnings, code?, message?, hint?}]}]}`.
 *
 * @returns 1 when a step fails, the application has faults, or it has no client
 */
export function doctor(context: CliContext): Promise<number> {
  return untilStopped(context, async ({ signal }) => {
    const app = await loadApp(context);
    if (reportFaults(app, context) > 0) return 1;
    const clients = app.ofKind(temporalClient);
    if (clients.length === 0) context.stderr('The application has no entry of kind "temporal.client"\n');
    try {
      const reports: Report[] = [];
      for (const client of clients) reports.push(await examine(context, client, signal));
      if (context.options.json) context.stdout(`${JSON.stringify({ clients: reports.map(toJson) }, null, 2)}\n`);
      return reports.length > 0 && reports.every(isWell) ? 0 : 1;
    } catch (error) {
      if (signal.reason instanceof StopRequest) return 1;
      throw error;
    }
  });
}

async function examine(
  context: CliContext,
  client: Configured<TemporalClientConfig>,
  signal: AbortSignal,
): Promise<Report> {
  const { options, stdout, logger } = context;
  const { examineClient } = await loadTemporal();
  const { entry, config } = client;
  const settings = clientSettings(config, options.appFolder);
  const write = options.json ? () => {} : stdout;
  write(`${entry.id}: ${config.address}, namespace "${config.namespace}"\n`);
  const steps: Examination[] = [];
  for await (const step of examineClient({ settings, logger, clock: systemClock, signal })) {
    write(stepText(step));
    steps.push(step);
  }
  return { client, steps };
}

function stepText({ step, milliseconds, warnings, error }: Examination): string {
  const head = `  ${error ? "failed" : "ok    "}  ${step.padEnd(12)}  ${milliseconds} ms\n`;
  const details = error ? [`${error.reason} [${error.code}]`, `help: ${error.hint}`] : [];
  const notes = [...warnings.map((warning) => `warning: ${warning}`), ...details];
  return head + notes.map((note) => `          ${note}\n`).join("");
}

function isWell({ steps }: Report): boolean {
  return steps.every(({ error }) => error === undefined);
}

function toJson(report: Report) {
  const { client: { entry, config }, steps } = report;
  return {
    entry_id: entry.id,
    address: config.address,
    namespace: config.namespace,
    ok: isWell(report),
    steps: steps.map(({ step, milliseconds, warnings, error }) => ({
      step,
      ok: error === undefined,
      milliseconds,
      warnings,
      ...error && { code: error.code, message: error.reason, hint: error.hint },
    })),
  };
}
