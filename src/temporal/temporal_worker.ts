import type { NativeConnection } from "@temporalio/worker";
import {
  abortable,
  AppError,
  type Clock,
  type Component,
  type ComponentStatus,
  errorText,
  type Logger,
  type LogLevel,
  type StopReport,
  within,
} from "../base/mod.ts";
import type { LuaModule } from "../lua/api/mod.ts";
import type { LuaProgram } from "../lua/run/mod.ts";
import { program } from "../platform/mod.ts";
import type { FunctionRunner } from "../processes/mod.ts";
import type { WorkerSettings } from "../settings/mod.ts";
import {
  LuaWorkflowCreator,
  type Nondeterminism,
  type RegistrationIndex,
  type VersioningBehavior,
} from "../workflow/mod.ts";
import { ActivityHost } from "./activity_host.ts";
import type { LanePlace } from "./_lanes.ts";
import { LuaWorker } from "./lua_worker.ts";
import type { TemporalClient } from "./temporal_client.ts";
import { briefStatus } from "./_log_bridge.ts";
import { explainReports } from "./_runtime.ts";
import { type CompiledSettings, compileSettings } from "./_compile_settings.ts";

/** Milliseconds that a worker whose work was cut gets to say goodbye to the server. */
const FAREWELL = 1000;

/** What a {@linkcode TemporalWorker} builds on. */
export interface TemporalWorkerOptions {
  /** Id of the entry, for messages. */
  readonly entryId: string;
  readonly settings: WorkerSettings;
  /** Started before the worker. */
  readonly client: TemporalClient;
  /** By workflow type. */
  readonly workflows: ReadonlyMap<string, LuaProgram>;
  /** Of workflows that do not take the worker's, by workflow type. */
  readonly versioningBehaviors: ReadonlyMap<string, VersioningBehavior>;
  /** Ids of the entries to serve as activities. */
  readonly activities: readonly string[];
  readonly functions: FunctionRunner;
  readonly registrations: RegistrationIndex;
  /** Modules that every script has. */
  readonly globals: readonly LuaModule[];
  readonly logger: Logger;
  readonly clock: Clock;
}

/** A worker that was made, and its place on a connection. */
interface Opened {
  readonly worker: LuaWorker;
  readonly place: LanePlace;
}

/** Polls one task queue, and runs what registered with it (spec/temporal-config.md §9). */
export class TemporalWorker implements Component {
  readonly failed: Promise<never>;
  readonly #options: TemporalWorkerOptions;
  readonly #host: ActivityHost;
  readonly #fail: (error: unknown) => void;
  readonly #creator: LuaWorkflowCreator;
  readonly #compiled: CompiledSettings;
  #worker: LuaWorker | undefined;
  #run: Promise<void> | undefined;

  constructor(options: TemporalWorkerOptions) {
    this.#options = options;
    this.#host = new ActivityHost(options.functions, options.settings);
    this.#creator = creatorOf(options);
    this.#compiled = compileSettings(options.settings);
    const { promise, reject } = Promise.withResolvers<never>();
    this.failed = promise;
    this.#fail = reject;
    promise.catch(() => {});
  }

  /** The queue that is polled. */
  get taskQueue(): string {
    return this.#options.settings.taskQueue;
  }

  /**
   * Begins to poll.
   *
   * @throws {AppError} kind Unavailable, when the server cannot be asked or refuses the worker
   */
  async start(signal: AbortSignal): Promise<void> {
    const creating = this.#open(signal);
    let opened: Opened;
    try {
      opened = await abortable(creating, signal, () => this.#cannotStart("the start was canceled"));
    } catch (error) {
      creating.then(discard, () => {});
      throw error instanceof AppError ? error : this.#cannotStart(errorText(error));
    }
    const { worker, place } = opened;
    this.#worker = worker;
    worker.onPollingFault = async (error) => {
      place.keeper.doubt();
      this.#fail(await this.#causeOf(error));
    };
    const unfollow = place.keeper.follow(worker);
    const endExplaining = explainReports((runId, report) => inOneLine(this.#creator.explain(runId, report)));
    this.#run = worker.run().finally(() => {
      unfollow();
      place.leave();
      endExplaining();
    });
    this.#run.catch(async (error) => this.#fail(await this.#causeOf(error)));
  }

  /**
   * Stops polling and lets activities finish for the worker's stop timeout; then they are canceled; what still runs when
   * `signal` aborts is cut (architecture.md §5).
   */
  async stop(signal: AbortSignal): Promise<StopReport> {
    const run = this.#run;
    if (!run) return { cut: [] };
    if (this.#worker?.getState() === "RUNNING") this.#worker.shutdown();
    const ended = run.then(() => true, () => true);
    if (await abortable(ended, signal).catch(() => false)) return { cut: this.#host.unfinished };
    this.#host.cut();
    const hasEnded = await within(ended, FAREWELL, this.#options.clock);
    const cut = this.#host.unfinished;
    return { cut: hasEnded ? cut : [...cut, `worker "${this.#options.entryId}" did not come to an end`] };
  }

  status(): ComponentStatus {
    const { settings } = this.#options;
    const worker = this.#worker;
    if (!worker) return { queue: this.taskQueue };
    const status = worker.getStatus();
    const slots = this.#compiled.options.maxConcurrentWorkflowTaskExecutions;
    return {
      queue: this.taskQueue,
      workflowSlots: { used: status.numInFlightWorkflowActivations, limit: slots },
      activitySlots: { used: status.numInFlightNonLocalActivities, limit: settings.maxConcurrentActivityExecutionSize },
      cachedWorkflows: status.numCachedWorkflows,
      tasks: this.#creator.activations + this.#host.executions,
    };
  }

  async #open(signal: AbortSignal): Promise<Opened> {
    const { client } = this.#options;
    const place = await client.enter(this.taskQueue, signal);
    try {
      // Core finds the same faults, but leaves a registration behind that keeps the next attempt out.
      const fault = await client.findFault();
      if (fault) throw fault;
      return { worker: await this.#create(place.keeper.connection), place };
    } catch (error) {
      place.leave();
      throw error;
    }
  }

  #create(connection: NativeConnection): Promise<LuaWorker> {
    const { client, settings } = this.#options;
    const activities = this.#host.activities(this.#options.activities);
    const { options, notes } = this.#compiled;
    for (const note of notes) this.#tell("warn", note);
    const { useVersioning, buildId, deploymentName } = settings;
    if (useVersioning) this.#tell("info", `serves build "${buildId}" of deployment "${deploymentName}"`);
    return LuaWorker.create({
      ...options,
      identity: settings.identity || `${program.pid}@${program.hostname()}@${this.taskQueue}`,
      ...this.#servesWorkflows && LuaWorker.workflows(this.#creator),
      connection,
      namespace: client.settings.namespace,
      taskQueue: this.taskQueue,
      activities,
      interceptors: { activity: this.#host.interceptors },
      enableNonLocalActivities: !settings.localActivityWorkerOnly && this.#options.activities.length > 0,
    });
  }

  /** A worker of activities alone leaves workflows to others on its queue; one of nothing says so to whoever asks. */
  get #servesWorkflows(): boolean {
    const { settings, workflows, activities } = this.#options;
    return !settings.disableWorkflowWorker && (workflows.size > 0 || activities.length === 0);
  }

  /** The SDK's worker also gives up when the server refuses its client: that is what has to be mended then. */
  async #causeOf(error: unknown): Promise<unknown> {
    try {
      return await this.#options.client.findFault() ?? error;
    } catch {
      return error;
    }
  }

  #tell(level: LogLevel, message: string): void {
    this.#options.logger.log(level, `Worker "${this.#options.entryId}": ${message}`);
  }

  #cannotStart(reason: string): AppError {
    const message = `cannot start worker "${this.#options.entryId}": ${briefStatus(reason)}`;
    return new AppError(message, { kind: "Unavailable", retryable: true });
  }
}

function creatorOf(options: TemporalWorkerOptions): LuaWorkflowCreator {
  const { workflows, globals, settings, logger, registrations, versioningBehaviors } = options;
  const { deadlockDetectionTimeout, enableLoggingInReplay, disableEagerActivities, useVersioning } = settings;
  return new LuaWorkflowCreator(workflows, {
    globals,
    logger,
    registrations,
    deadlockDetectionTimeout,
    enableLoggingInReplay,
    disableEagerActivities,
    ...useVersioning && { versioningBehaviors },
  });
}

function inOneLine(explained: Nondeterminism | undefined): string | undefined {
  if (explained === undefined || explained.places.length === 0) return explained?.message;
  return `${explained.message}; it stands at ${explained.places.join(", ")}`;
}

/** A worker that was made too late must be run to be closed. */
async function discard({ worker, place }: Opened): Promise<void> {
  const run = worker.run().finally(() => place.leave());
  worker.shutdown();
  await run;
}
