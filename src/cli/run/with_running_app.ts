import { type LoadedApp, prepare, run, type RunningApp, type Startable } from "../../app/mod.ts";
import { type LogLevel, systemClock } from "../../base/mod.ts";
import { type DevServer, DevServerError, type DevServerOptions } from "../../devserver/mod.ts";
import type { CliContext } from "../context.ts";
import { reportFaults } from "../report/faults.ts";
import { reportFailedStart, reportStop } from "../report/stop.ts";
import { loadApp } from "./load_app.ts";
import { addressOverrides, openDevServer } from "./open_dev_server.ts";
import { statusLines, type StatusObserver } from "./status_observer.ts";
import { type Stop, StopRequest } from "./until_stopped.ts";

/** Milliseconds after which a command gives up a server that cannot be reached: somebody waits for its result. */
export const BOOT_TIMEOUT = 10_000;

/** How {@linkcode withRunningApp} brings an application up. */
export interface RunningAppOptions {
  /** The application when it is loaded already. @default the one of the command line */
  readonly app?: LoadedApp;
  /** Gives the clients a dev server; what to do when its port is taken. None when absent. */
  readonly dev?: DevServerOptions["takenPort"];
  /** Ids of the entries to start, which may be none; those with `auto_start` when absent. */
  readonly start?: readonly string[];
  /** Milliseconds after which a failing start is given up; never when absent. */
  readonly bootTimeout?: number;
  /** Whether others start when they are first reached for. @default false */
  readonly onDemand?: boolean;
  /** Level of the record of a stop that cut nothing. @default info */
  readonly stopLevel?: LogLevel;
  /** Sees what becomes of the components. @default writes records for who debugs */
  readonly observer?: StatusObserver;
}

/** How it went. */
export interface RunOutcome {
  /** What `use` gave; 1 when it was not reached for a fault, 0 when a signal came before. */
  readonly code: number;
  /** Whether work was cut when everything was stopped. */
  readonly cut: boolean;
}

/**
 * Loads an application, brings it up, uses it, and stops it again: dependants first, the dev server last. Faults and what
 * was cut are told on stderr.
 *
 * @param use gets the application that runs; what it throws passes through, after everything was stopped
 */
export async function withRunningApp(
  context: CliContext,
  stop: Stop,
  options: RunningAppOptions,
  use: (
    running: RunningApp,
    app: LoadedApp,
    server: DevServer | undefined,
    chosen: readonly Startable[],
  ) => Promise<number>,
): Promise<RunOutcome> {
  const { app = await loadApp(context), start } = options;
  const chosen = choose(app, start);
  if (reportFaults(app, context) > 0) return { code: 1, cut: false };
  let server: DevServer | undefined;
  try {
    if (options.dev) server = await openDevServer(context, app, stop, options.dev);
    const led = server && await leadTo(server, context, app, start);
    return await bringUp(
      context,
      stop,
      options,
      led ?? { app, chosen },
      (running, { app, chosen }) => use(running, app, server, chosen),
    );
  } catch (error) {
    if (error instanceof StopRequest) return { code: 0, cut: false };
    if (!(error instanceof DevServerError)) throw error;
    context.stderr(`error: ${error.message}\n${error.hints.map((hint) => `help: ${hint}\n`).join("")}`);
    return { code: 1, cut: false };
  } finally {
    await server?.stop();
  }
}

/** What is to run. */
interface Plan {
  readonly app: LoadedApp;
  readonly chosen: readonly Startable[];
}

/** Loads the application anew when its clients have to be led to the dev server. */
async function leadTo(
  server: DevServer,
  context: CliContext,
  app: LoadedApp,
  start: readonly string[] | undefined,
): Promise<Plan | undefined> {
  const added = addressOverrides(app, server);
  if (added.length === 0) return undefined;
  const { options } = context;
  const led = await loadApp({ ...context, options: { ...options, overrides: [...options.overrides, ...added] } });
  return { app: led, chosen: choose(led, start) };
}

function choose(app: LoadedApp, start: readonly string[] | undefined): readonly Startable[] {
  return start?.length === 0 ? [] : prepare(app, start);
}

async function bringUp(
  context: CliContext,
  stop: Stop,
  { bootTimeout, onDemand = false, stopLevel = "info", observer = statusLines(context, "debug") }: RunningAppOptions,
  plan: Plan,
  use: (running: RunningApp, plan: Plan) => Promise<number>,
): Promise<RunOutcome> {
  const { logger, stderr } = context;
  const { app, chosen } = plan;
  let running: RunningApp;
  try {
    const limit = bootTimeout === undefined ? {} : { bootTimeout };
    const { signal } = stop;
    running = await run(app, chosen, { logger, clock: systemClock, signal, onDemand, observer, ...limit });
  } catch (error) {
    observer.end();
    return reportFailedStart(context, error);
  }
  const used = await settled(use(running, plan));
  const report = await running.stop();
  const { failed } = report;
  observer.end();
  const cut = reportStop(context, report);
  if (!cut && report.drained.length > 0) logger.log(stopLevel, "Stopped; nothing was cut");
  if (used.status === "rejected") throw used.reason;
  if (used.value === 0 && failed.length > 0) stderr(`Had failed before the stop: ${failed.join(", ")}\n`);
  return { code: failed.length > 0 ? 1 : used.value, cut };
}

async function settled<T>(promise: Promise<T>): Promise<PromiseSettledResult<T>> {
  const [result] = await Promise.allSettled([promise]);
  return result;
}
