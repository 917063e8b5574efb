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

/** How {@linkcode bringUp} brings an application up. */
export interface BringUpOptions {
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
  /** The exit code: that of the work; 1 when a fault came before it or a component had failed, 0 when a signal came before. */
  readonly code: number;
  /** Whether work was cut when everything was stopped. */
  readonly cut: boolean;
}

/** The exit code of a command that serves: 3 when all was well but work was cut. */
export function codeOf({ code, cut }: RunOutcome): number {
  return code === 0 && cut ? 3 : code;
}

/** An application that did not start, with all that had started stopped again. */
export class FailedStart implements RunOutcome, AsyncDisposable {
  readonly isUp = false;
  readonly code: number;
  readonly cut: boolean;

  constructor({ code, cut }: RunOutcome) {
    this.code = code;
    this.cut = cut;
  }

  /** Does nothing; so that the result of {@linkcode bringUp} can be held with `await using`. */
  async [Symbol.asyncDispose](): Promise<void> {}
}

/** An application that runs until {@linkcode UpApp.end}, or until the block that holds it with `await using` is left. */
export class UpApp implements AsyncDisposable {
  readonly isUp = true;
  readonly running: RunningApp;
  readonly app: LoadedApp;
  /** What was started with the application. */
  readonly chosen: readonly Startable[];
  readonly server: DevServer | undefined;
  readonly #takeDown: (code: number) => Promise<RunOutcome>;
  #outcome: Promise<RunOutcome> | undefined;

  constructor(running: RunningApp, { app, chosen, server }: Plan, takeDown: (code: number) => Promise<RunOutcome>) {
    this.running = running;
    this.app = app;
    this.chosen = chosen;
    this.server = server;
    this.#takeDown = takeDown;
  }

  /**
   * Stops everything, dependants first, the dev server last, and tells on stderr what was cut. Does so once.
   *
   * @param code exit code of the work
   */
  end(code: number): Promise<RunOutcome> {
    return this.#outcome ??= this.#takeDown(code);
  }

  /** Stops everything when the work threw. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.end(1);
  }
}

/**
 * Loads an application and brings it up. Faults are told on stderr.
 *
 * @example
 * await using up = await bringUp(context, stop, { start: ["app:worker"] });
 * const { code } = up.isUp ? await up.end(await serve(context, up.running, stop)) : up;
 */
export async function bringUp(
  context: CliContext,
  stop: Stop,
  options: BringUpOptions,
): Promise<UpApp | FailedStart> {
  const { app = await loadApp(context), start } = options;
  const chosen = choose(app, start);
  if (reportFaults(app, context) > 0) return new FailedStart({ code: 1, cut: false });
  await using resources = new AsyncDisposableStack();
  try {
    const server = options.dev && await openDevServer(context, app, stop, options.dev);
    if (server) resources.defer(() => server.stop());
    const led = server && await leadTo(server, context, app, start);
    return await startPlan(context, stop, options, led ?? { app, chosen, server }, resources);
  } catch (error) {
    if (error instanceof StopRequest) return new FailedStart({ code: 0, cut: false });
    if (!(error instanceof DevServerError)) throw error;
    context.stderr(`error: ${error.message}\n${error.hints.map((hint) => `help: ${hint}\n`).join("")}`);
    return new FailedStart({ code: 1, cut: false });
  }
}

/** What is to run. */
interface Plan {
  readonly app: LoadedApp;
  readonly chosen: readonly Startable[];
  readonly server: DevServer | undefined;
}

/**
 * Loads the application anew when its clients have to be led to the dev server: where that listens is known only when the
 * address of a client is, and an override counts before an entry is decoded and checked.
 */
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
  return { app: led, chosen: choose(led, start), server };
}

function choose(app: LoadedApp, start: readonly string[] | undefined): readonly Startable[] {
  return start?.length === 0 ? [] : prepare(app, start);
}

/** @param resources what is stopped after the application; the application that is up takes them */
async function startPlan(
  context: CliContext,
  stop: Stop,
  { bootTimeout, onDemand = false, stopLevel = "info", observer = statusLines(context, "debug") }: BringUpOptions,
  plan: Plan,
  resources: AsyncDisposableStack,
): Promise<UpApp | FailedStart> {
  const { logger, stderr } = context;
  let running: RunningApp;
  try {
    const limit = bootTimeout === undefined ? {} : { bootTimeout };
    const { signal } = stop;
    running = await run(plan.app, plan.chosen, { logger, clock: systemClock, signal, onDemand, observer, ...limit });
  } catch (error) {
    observer.end();
    return new FailedStart(reportFailedStart(context, error));
  }
  const others = resources.move();
  return new UpApp(running, plan, async (code) => {
    await using _others = others;
    const report = await running.stop();
    const { failed, drained } = report;
    observer.end();
    const cut = reportStop(context, report);
    if (!cut && drained.length > 0) logger.log(stopLevel, "Stopped; nothing was cut");
    if (code === 0 && failed.length > 0) stderr(`Had failed before the stop: ${failed.join(", ")}\n`);
    return { code: failed.length > 0 ? 1 : code, cut };
  });
}
