import type { RunningApp } from "../../app/mod.ts";
import type { ByteString, Data } from "../../base/mod.ts";
import type { Registration } from "../../kinds/mod.ts";
import { NO_SPAWN_SETTINGS, SYSTEM_PID } from "../../modules/commands/mod.ts";
import { exitOf, type ProcessHandle, resultOfExit } from "../../processes/mod.ts";
import type { Stop } from "../run/until_stopped.ts";

/** Which workflow to start with what. */
export interface WorkflowCall {
  /** Id of the entry. */
  readonly id: string;
  readonly registration: Registration;
  /** As spec/temporal-workflows.md §3.2 names them. */
  readonly options: ReadonlyMap<ByteString, Data>;
  readonly args: readonly Data[];
}

/**
 * Starts a workflow of an application, as its processes do, through the client and on the queue of its worker.
 *
 * @throws {AppError} what the client or the server has against it
 */
export async function startOnWorker(
  running: RunningApp,
  { id, registration, options, args }: WorkflowCall,
): Promise<ProcessHandle> {
  const settings = { ...NO_SPAWN_SETTINGS, options };
  const place = running.processes.place(registration.worker);
  const request = { target: id, args, settings, context: new Map(), from: SYSTEM_PID };
  return await Promise.race([place.spawn(request), running.failed]);
}

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
