import { AppError, type Clock, type Component, type Logger } from "../base/mod.ts";
import type { LifecycleBlock } from "../kinds/mod.ts";
import type { FunctionRunner, ProcessNode } from "../processes/mod.ts";
import type { Dependencies, EntryLookup, Kind } from "../registry/mod.ts";
import {
  type Lifecycle,
  type Service,
  type ServiceState,
  type ShutdownReport,
  StartError,
  type StateChange,
  Supervisor,
} from "../supervisor/mod.ts";
import { createFunctionRunner } from "./create_function_runner.ts";
import { createProcessNode } from "./create_process_node.ts";
import type { LoadedApp } from "./loaded_app.ts";
import { OnDemand } from "./_on_demand.ts";
import { addNeeds, type Startable, startables } from "./prepare.ts";

/** Sees what becomes of the parts of an application. */
export interface Observer {
  /** Called once, before anything starts. @param states gives what every part is at, whenever it is called */
  begins(states: () => readonly ServiceState[]): void;
  /** Called at each change. */
  changed(change: StateChange): void;
}

/** How {@linkcode run} runs an application. */
export interface RunOptions {
  readonly logger: Logger;
  readonly clock: Clock;
  /** Gives up starting; what had started is stopped. */
  readonly signal: AbortSignal;
  /** Milliseconds after which a first start that fails is not tried again; unlimited when absent. */
  readonly bootTimeout?: number;
  /**
   * Whether what was not chosen starts when it is first reached for, with what it needs, and runs from then on.
   * `bootTimeout` bounds such a start, too. @default false
   */
  readonly onDemand?: boolean;
  readonly observer?: Observer;
}

/** An application that runs. */
export interface RunningApp {
  /** Rejects when something that is required has failed for good; never resolves. */
  readonly failed: Promise<never>;
  /**
   * The component that runs for the entry of that id and kind.
   *
   * @throws {AppError} kind Unavailable while there is none
   */
  component: Dependencies["component"];
  /** Knows the processes of the application. */
  readonly processes: ProcessNode;
  /** Runs the functions of the application. */
  readonly functions: FunctionRunner;
  /** Stops everything in reverse and tells what was cut. Never rejects. */
  stop(): Promise<ShutdownReport>;
}

/**
 * Creates the components of the chosen entries and keeps them running, each after what it needs.
 *
 * @param app loaded without errors
 * @param chosen what {@linkcode prepare} gave
 * @throws {StartError} when something required fails for good, or for the signal's reason; nothing is left running
 */
export async function run(app: LoadedApp, chosen: readonly Startable[], options: RunOptions): Promise<RunningApp> {
  const { clock, logger, signal, bootTimeout, onDemand, observer } = options;
  const component: Dependencies["component"] = (kind, id) => componentOf(kind, id, app, supervisor.component(id));
  const supervise = (started: readonly Startable[], onChange?: (change: StateChange) => void): Supervisor => {
    const services = started.map((configured) => serviceOf(app, configured, started, dependencies));
    return new Supervisor(services, {
      clock,
      logger,
      random: Math.random,
      shutdownTimeout: app.settings.shutdownTimeout,
      ...(bootTimeout !== undefined && { bootTimeout }),
      ...(onChange && { onChange }),
    });
  };
  const demand = new OnDemand((id) => supervise(startables(app, [id])), signal);
  const isChosen = (id: string) => chosen.some(({ entry }) => entry.id === id);
  const reach: Dependencies["reach"] = async (kind, id) =>
    componentOf(kind, id, app, onDemand && !isChosen(id) ? await demand.component(id) : supervisor.component(id));
  const { appFolder, settings, find, members, ofKind, lua, resources } = app;
  const parts = { appFolder, settings, find, members, ofKind, lua, resources, logger, component, reach };
  const processes = createProcessNode(parts);
  const functions = createFunctionRunner({ ...parts, processes });
  const dependencies = { ...parts, processes, functions };
  const supervisor = supervise(chosen, observer && ((change) => observer.changed(change)));
  observer?.begins(() => supervisor.states);
  const stop = async (report: ShutdownReport) => {
    return joined([report, ...await demand.stop()]);
  };
  try {
    await supervisor.start(signal);
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    throw new StartError(error.cause, await stop(error.report));
  }
  return {
    failed: supervisor.failed,
    component,
    processes,
    functions,
    stop: async () => await stop(await supervisor.stop()),
  };
}

/** Entries of a kind have components of one type: what `create` of the kind makes. */
function componentOf<C, T extends Component>(
  kind: Kind<C, T>,
  id: string,
  app: Pick<EntryLookup, "find">,
  component: Component | undefined,
): T {
  if (!component || !app.find(kind, id)) throw new AppError(`"${id}" does not run`, { kind: "Unavailable" });
  return component as T;
}

function joined(reports: readonly ShutdownReport[]): ShutdownReport {
  return {
    drained: reports.flatMap(({ drained }) => drained),
    cut: reports.flatMap(({ cut }) => cut),
    failed: reports.flatMap(({ failed }) => failed),
  };
}

function serviceOf(
  app: LoadedApp,
  configured: Startable,
  chosen: readonly Startable[],
  dependencies: Dependencies,
): Service {
  const { entry, kind, config } = configured;
  const all = new Set<string>();
  addNeeds(app, entry.id, all);
  all.delete(entry.id);
  const logger = dependencies.logger.with({ entry: entry.id });
  const latest = latestConfig(app, configured, logger);
  return {
    id: entry.id,
    needs: chosen.map((other) => other.entry.id).filter((id) => all.has(id)),
    uses: chosen.filter((other) => kind.uses?.includes(other.kind.name)).map((other) => other.entry.id),
    lifecycle: compile(config.lifecycle),
    create: async (find) => {
      const component: Dependencies["component"] = (kind, id) => componentOf(kind, id, app, find(id));
      return kind.create!(await latest(), { ...dependencies, component, logger });
    },
  };
}

/** Gives the entry as loaded, and from the second time on with the values that its variables have then. */
function latestConfig(app: LoadedApp, loaded: Startable, logger: Logger): () => Promise<Startable> {
  let latest: Startable | undefined;
  return async () => {
    if (!latest) return latest = loaded;
    try {
      latest = await app.refresh(latest);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      const message = `The configuration of "${loaded.entry.id}" cannot be resolved anew, the former one stays in use`;
      logger.log("error", `${message}: ${error.message}`);
    }
    return latest;
  };
}

function compile(block: LifecycleBlock): Lifecycle {
  const { restart } = block;
  return {
    startup: block.startup,
    startTimeout: block.start_timeout,
    stopTimeout: block.stop_timeout,
    stableThreshold: block.stable_threshold,
    restart: {
      initialDelay: restart.initial_delay,
      maxDelay: restart.max_delay,
      backoffFactor: restart.backoff_factor,
      jitter: restart.jitter,
      maxAttempts: restart.max_attempts,
    },
  };
}
