import type { EventEmitter } from "node:events";
import { type Logger, ShutdownError, Worker, type WorkerOptions } from "@temporalio/worker";
import type { CompiledWorkerOptions } from "@temporalio/worker/lib/worker-options.js";
import type { WorkflowCreator } from "@temporalio/worker/lib/workflow/interface.js";
import type { WorkflowBundleWithSourceMapAndFilename } from "@temporalio/worker/lib/workflow/workflow-worker-thread/input.js";
import type { LuaWorkflowCreator } from "../workflow/mod.ts";
import { dataConverter } from "./_data_converter.ts";

/** Refused polls of a stopping worker after which it is given up. */
const MAX_POLLING_FAULTS = 100;

/** Stands where the SDK expects JavaScript code, and brings the creator of workflows to where it is asked for. */
class LuaBundle {
  readonly code = "";

  constructor(readonly creator: LuaWorkflowCreator) {}
}

/**
 * The SDK's worker with Lua in the place of its JavaScript sandbox (architecture.md §1). This is the only file that touches
 * internals of the SDK: two static methods, the loop of polls, the loaded data converter, the emitter of evictions, the
 * worker's logger.
 */
export class LuaWorker extends Worker {
  /** Is told of the error that ended the polling; the worker is then stopping by itself. */
  onPollingFault: (error: unknown) => void = () => {};

  /** Options for `create` and `runReplayHistories` that make a worker run `creator`'s workflows. */
  static workflows(creator: LuaWorkflowCreator): Pick<WorkerOptions, "workflowBundle"> {
    return { workflowBundle: new LuaBundle(creator) };
  }

  static override async create(options: WorkerOptions): Promise<LuaWorker> {
    const worker = await super.create(options) as LuaWorker;
    const bundle = options.workflowBundle;
    if (bundle instanceof LuaBundle) worker.#reportEvictions(bundle.creator);
    Object.defineProperty(worker, "logger", { value: withoutTraces(worker.logger) });
    return worker;
  }

  /** Runs before the native worker is made, also for a worker without workflows: the place to bring in our conversions. */
  protected static override getOrCreateBundle(
    options: CompiledWorkerOptions,
  ): Promise<WorkflowBundleWithSourceMapAndFilename | undefined> {
    options.loadedDataConverter = dataConverter;
    if (!options.workflowBundle) return Promise.resolve(undefined);
    const sourceMap = { version: 3, sources: [], names: [], mappings: "", file: "lua" };
    return Promise.resolve({ code: "", sourceMap, filename: "lua" });
  }

  protected static override createWorkflowCreator(
    _bundle: WorkflowBundleWithSourceMapAndFilename,
    options: CompiledWorkerOptions,
  ): Promise<WorkflowCreator> {
    return Promise.resolve((options.workflowBundle as LuaBundle).creator);
  }

  /**
   * When the server refuses a poll, as with a key that was revoked, the SDK would drop a core that still waits for its
   * polls, and `run()` would wait for that core for ever. So polling goes on until the core has come to its end in order.
   */
  protected override pollLoop$<T>(poll: () => Promise<T>) {
    let faults = 0;
    return super.pollLoop$(async () => {
      while (true) {
        try {
          return await poll();
        } catch (error) {
          if (error instanceof ShutdownError || ++faults > MAX_POLLING_FAULTS) throw error;
          if (this.getState() !== "RUNNING") continue;
          this.onPollingFault(error);
          this.shutdown();
        }
      }
    });
  }

  #reportEvictions(creator: LuaWorkflowCreator): void {
    (this.evictionsEmitter as EventEmitter).on("eviction", ({ runId }: { runId: string }) => creator.evicting(runId));
  }
}

/** The SDK traces every step of every task; the records cost time even when nobody reads them. */
function withoutTraces(logger: Logger): Logger {
  return {
    trace() {},
    debug() {},
    info: (message, metadata) => logger.info(message, metadata),
    warn: (message, metadata) => logger.warn(message, metadata),
    error: (message, metadata) => logger.error(message, metadata),
    log: (level, message, metadata) => logger.log(level, message, metadata),
  };
}
