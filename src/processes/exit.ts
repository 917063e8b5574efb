import { abortable, canceled, type Data } from "../base/mod.ts";
import type { Exit, ProcessHandle } from "./process_handle.ts";

/**
 * Waits for the end of a process. The process goes on when the wait is given up.
 *
 * @throws {AppError} kind Canceled when the signal aborts before
 */
export async function exitOf(handle: Pick<ProcessHandle, "watch">, signal: AbortSignal): Promise<Exit> {
  if (signal.aborted) throw canceled();
  const { promise, resolve } = Promise.withResolvers<Exit>();
  const unwatch = handle.watch(resolve);
  try {
    return await abortable(promise, signal, canceled);
  } finally {
    unwatch();
  }
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
