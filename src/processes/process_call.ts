import { type Data, onAbort } from "../base/mod.ts";
import { SYSTEM_PID } from "../modules/commands/mod.ts";
import type { Exit, ProcessHandle } from "./process_handle.ts";
import { resultOfExit } from "./exit.ts";

/** When a process that was called is to end. */
export interface CallSignals {
  /** Asks it to end: a CANCEL event (spec/temporal-activities.md §8). */
  readonly signal: AbortSignal;
  /** Ends it. */
  readonly kill?: AbortSignal;
}

/**
 * Takes a process for a call: waits for its end, also when it is asked to end before.
 *
 * @returns what it returned
 * @throws {AppError} what it failed with
 */
export async function resultOfProcess(handle: ProcessHandle, { signal, kill }: CallSignals): Promise<Data | undefined> {
  // One that has ended meanwhile has nothing to be asked for.
  const cancel = () => void handle.cancel("the call is canceled", SYSTEM_PID).catch(() => {});
  const terminate = () => void handle.terminate().catch(() => {});
  const { promise, resolve } = Promise.withResolvers<Exit>();
  handle.watch(resolve);
  using _cancel = onAbort(signal, cancel);
  using _kill = kill && onAbort(kill, terminate);
  return resultOfExit(await promise);
}
