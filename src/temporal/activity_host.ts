import { CancelledFailure } from "@temporalio/common";
import { Context } from "@temporalio/activity";
import { AppError, type Data } from "../base/mod.ts";
import type { FunctionRunner } from "../processes/mod.ts";
import { toApplicationFailure } from "./_data_converter.ts";

/** An activity as the SDK calls it: converted arguments in, the result or undefined out. */
type Activity = (...args: (Data | undefined)[]) => Promise<Data | undefined>;

/** Runs functions as activities of one worker (contract/temporal-activities.md §6, §8). */
export class ActivityHost {
  readonly #functions: FunctionRunner;
  /** What runs, with the way to give it up. */
  readonly #running = new Map<Promise<unknown>, { description: string; giveUp: (error: Error) => void }>();

  constructor(functions: FunctionRunner) {
    this.#functions = functions;
  }

  /** The SDK's table of activities: name to function. */
  activities(entryIds: readonly string[]): Record<string, Activity> {
    return Object.fromEntries(entryIds.map((id) => [id, (...args) => this.#execute(id, args)]));
  }

  /**
   * Gives up whatever still runs: the server hears of a retryable failure, the functions have been canceled before.
   *
   * @returns descriptions of what was given up
   */
  cut(): string[] {
    const running = [...this.#running.values()];
    for (const { giveUp } of running) {
      giveUp(toApplicationFailure(new AppError("worker stopped", { kind: "Unavailable", retryable: true })));
    }
    return running.map(({ description }) => description);
  }

  async #execute(entryId: string, args: (Data | undefined)[]): Promise<Data | undefined> {
    const context = Context.current();
    const { promise: cut, reject: giveUp } = Promise.withResolvers<never>();
    const { workflowExecution, attempt } = context.info;
    const description = `activity "${entryId}" of workflow "${workflowExecution?.workflowId}", attempt ${attempt}`;
    this.#running.set(cut, { description, giveUp });
    const stopHeartbeats = heartbeat(context);
    try {
      const given = args.map((arg) => arg ?? null);
      const call = this.#functions.call(entryId, given, { signal: context.cancellationSignal });
      return await Promise.race([call, cut]);
    } catch (error) {
      throw outcome(error, context.cancellationSignal);
    } finally {
      stopHeartbeats();
      this.#running.delete(cut);
    }
  }
}

/**
 * Tells the server every half of the heartbeat timeout that the function is alive; this is also how the server can tell us
 * of a cancellation (contract/temporal-activities.md §8).
 */
function heartbeat(context: Context): () => void {
  const { heartbeatTimeoutMs } = context.info;
  if (!heartbeatTimeoutMs) return () => {};
  context.heartbeat();
  const timer = setInterval(() => context.heartbeat(), heartbeatTimeoutMs / 2);
  return () => clearInterval(timer);
}

/** A function that ended because it was canceled confirms the cancellation; every other error is its failure. */
function outcome(error: unknown, signal: AbortSignal): unknown {
  if (!(error instanceof AppError)) return error;
  if (error.kind === "Canceled" && signal.reason instanceof CancelledFailure) return signal.reason;
  return toApplicationFailure(error);
}
