import type { Data } from "../base/mod.ts";
import { exitOf, type ProcessHandle, resultOfExit } from "../processes/mod.ts";
import type { RunningApp } from "../app/mod.ts";
import type { Stop } from "./run/until_stopped.ts";

/**
 * Waits for the result of a workflow that the application runs; a stop ends the wait, and the workflow goes on.
 *
 * @returns undefined when it returned nothing
 * @throws {AppError} what the workflow failed with; Canceled when it is not waited for any longer
 */
export async function resultOfWorkflow(
  handle: ProcessHandle,
  running: RunningApp,
  { signal }: Stop,
): Promise<Data | undefined> {
  return resultOfExit(await Promise.race([exitOf(handle, signal), running.failed]));
}
