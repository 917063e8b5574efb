import { canceled, type Data } from "../base/mod.ts";
import type { Exit, ProcessHandle } from "./process_handle.ts";

/**
 * Waits for the end of a process, which goes on when the waiting is given up.
 *
 * @throws {AppError} kind Canceled when the signal aborts before
 */
export function exitOf(handle: Pick<ProcessHandle, "watch">, signal: AbortSignal): Promise<Exit> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(canceled());
    const giveUp = () => {
      unwatch();
      reject(canceled());
    };
    const unwatch = handle.watch((exit) => {
      signal.removeEventListener("abort", giveUp);
      resolve(exit);
    });
    signal.addEventListener("abort", giveUp, { once: true });
  });
}

/**
 * What a process returned; undefined when it returned nothing.
 *
 * @throws {AppError} what it failed with
 */
export function resultOfExit({ value, error }: Exit): Data | undefined {
  if (error) throw error;
  return value;
}
