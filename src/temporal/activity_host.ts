import { CancelledFailure } from "@temporalio/common";
import { Context } from "@temporalio/activity";
import type { ActivityInboundCallsInterceptor, ActivityInterceptorsFactory } from "@temporalio/worker";
import { AppError, type ByteString, type Data } from "../base/mod.ts";
import { type FunctionRunner, reachProcess } from "../processes/mod.ts";
import { drawSeed, PROCESS_ACTIVITY, readContext, readErrand, SEED_ACTIVITY } from "../workflow/mod.ts";
import { toApplicationFailure } from "./_data_converter.ts";

type ContextValues = ReadonlyMap<ByteString, Data>;

/** An activity as the SDK calls it: context values and converted arguments in, the result or undefined out. */
type Activity = (values: ContextValues, ...args: (Data | undefined)[]) => Promise<Data | undefined>;

/** How often running activities are heard of, in milliseconds (spec/temporal-config.md §8). */
export interface HeartbeatIntervals {
  readonly maxHeartbeatThrottleInterval: number;
  readonly defaultHeartbeatThrottleInterval: number;
}

/** Runs functions as activities of one worker (spec/temporal-activities.md §6, §8). */
export class ActivityHost {
  readonly #functions: FunctionRunner;
  readonly #intervals: HeartbeatIntervals;
  /** How to give up what runs, by description. */
  readonly #running = new Map<AbortController, string>();
  readonly #cut: string[] = [];
  /** Activities begun so far. */
  executions = 0;

  constructor(functions: FunctionRunner, intervals: HeartbeatIntervals) {
    this.#functions = functions;
    this.#intervals = intervals;
  }

  /** The SDK's table of activities: name to function; they need the {@linkcode interceptors}. */
  activities(entryIds: readonly string[]): Record<string, Activity> {
    const activities: [string, Activity][] = entryIds.map((id) => {
      return [id, (values, ...args) => this.#execute(id, values, args)];
    });
    const internal: [string, Activity][] = [
      [SEED_ACTIVITY, local(SEED_ACTIVITY, () => drawSeed((bytes) => crypto.getRandomValues(bytes)))],
      [PROCESS_ACTIVITY, local(PROCESS_ACTIVITY, (args) => this.#reachProcess(args))],
    ];
    return Object.fromEntries([...activities, ...internal]);
  }

  /** Hands the context values of an activity's header over as its first argument. */
  get interceptors(): ActivityInterceptorsFactory[] {
    const execute: ActivityInboundCallsInterceptor["execute"] = (input, next) => {
      return next({ ...input, args: [readContext(input.headers), ...input.args] });
    };
    return [() => ({ inbound: { execute } })];
  }

  /** Cancels whatever still runs; what does not return a result soon becomes a retryable failure. */
  cut(): void {
    for (const controller of this.#running.keys()) controller.abort();
  }

  /** Descriptions of the activities that the worker's stop ended, or that run on in spite of it. */
  get unfinished(): string[] {
    return [...this.#cut, ...this.#running.values()];
  }

  async #reachProcess(args: readonly Data[]): Promise<undefined> {
    const { command, from } = readErrand(args);
    await reachProcess(command, from, this.#functions.node);
  }

  async #execute(entryId: string, values: ContextValues, args: (Data | undefined)[]): Promise<Data | undefined> {
    const context = Context.current();
    const { workflowExecution, attempt } = context.info;
    const description = `activity "${entryId}" of workflow "${workflowExecution?.workflowId}", attempt ${attempt}`;
    const controller = new AbortController();
    this.#running.set(controller, description);
    this.executions++;
    const stopHeartbeats = heartbeat(context, this.#intervals);
    try {
      const signal = AbortSignal.any([context.cancellationSignal, controller.signal]);
      const call = { signal, kill: controller.signal, context: values };
      return await this.#functions.call(entryId, args.map((arg) => arg ?? null), call);
    } catch (error) {
      const isStopped = controller.signal.aborted || context.cancellationDetails?.workerShutdown === true;
      if (!isStopped || !(error instanceof AppError)) throw outcome(error, context);
      this.#cut.push(description);
      throw toApplicationFailure(workerStopped(error));
    } finally {
      stopHeartbeats();
      this.#running.delete(controller);
    }
  }
}

/** An activity for our own workflows, as a local one; whoever else asks over the server gets nothing. */
function local(name: string, body: (args: readonly Data[]) => Data | Promise<Data | undefined>): Activity {
  return async (_, ...args) => {
    try {
      if (Context.current().info.isLocal) return await body(args.map((arg) => arg ?? null));
      throw new AppError(`"${name}" is internal`, { kind: "PermissionDenied", retryable: false });
    } catch (error) {
      throw error instanceof AppError ? toApplicationFailure(error) : error;
    }
  };
}

/**
 * Tells the server again and again that the function is alive, which is also how the server can tell us of a cancellation:
 * every half of the heartbeat timeout (spec/temporal-activities.md §8), else every default throttle interval; never
 * less often than the longest interval allows.
 */
function heartbeat(context: Context, intervals: HeartbeatIntervals): () => void {
  const { heartbeatTimeoutMs } = context.info;
  const { defaultHeartbeatThrottleInterval, maxHeartbeatThrottleInterval } = intervals;
  if (heartbeatTimeoutMs) context.heartbeat();
  const wanted = heartbeatTimeoutMs ? heartbeatTimeoutMs / 2 : defaultHeartbeatThrottleInterval;
  const timer = setInterval(() => context.heartbeat(), Math.min(wanted, maxHeartbeatThrottleInterval));
  return () => clearInterval(timer);
}

/**
 * Why an attempt failed that the worker's stop has cut. Whatever the function made of it, another worker tries again; an
 * error of its own is kept as the cause.
 */
function workerStopped(error: AppError): AppError {
  const cause = error.kind === "Canceled" ? undefined : error;
  return new AppError("worker stopped", { kind: "Unavailable", retryable: true, cause });
}

/**
 * A function that ended because it was canceled confirms the cancellation; every other error is its failure. An attempt
 * that was cut because the activity is paused or reset failed for that reason, whatever the function made of it.
 */
function outcome(error: unknown, { cancellationSignal, cancellationDetails }: Context): unknown {
  if (!(error instanceof AppError)) return error;
  const { reason } = cancellationSignal;
  const isHeld = cancellationDetails?.paused === true || cancellationDetails?.reset === true;
  if ((error.kind === "Canceled" || isHeld) && reason instanceof CancelledFailure) return reason;
  return toApplicationFailure(error);
}
