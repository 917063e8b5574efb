import type { Data } from "../base/mod.ts";
import { quote } from "../diagnostics/mod.ts";
import type { Registration } from "../kinds/mod.ts";
import type { LoadedApp, RunningApp } from "../runtime/mod.ts";

/** Which workflow to run with what. */
export interface WorkflowCall {
  readonly registration: Registration;
  readonly workflowId: string;
  readonly args: readonly Data[];
  /** Ends the wait; the workflow goes on. */
  readonly signal: AbortSignal;
}

/**
 * Executes a workflow of an application that runs, through the client and on the queue of its worker.
 *
 * @returns undefined when it returned nothing
 * @throws {AppError} what the workflow failed with; Canceled when the signal aborts
 */
export async function executeOnWorker(
  running: RunningApp,
  app: LoadedApp,
  { registration, workflowId, args, signal }: WorkflowCall,
): Promise<Data | undefined> {
  const { executeWorkflow, TemporalClient, TemporalWorker } = await import("../temporal/mod.ts");
  const worker = running.component(registration.worker);
  const client = app.needs(registration.worker).map(({ entry }) => running.component(entry.id))
    .find((component) => component instanceof TemporalClient);
  if (!(worker instanceof TemporalWorker) || !client) throw new Error(`${quote(registration.worker)} is no worker`);
  const { taskQueue } = worker;
  const result = executeWorkflow(client, { type: registration.name, taskQueue, workflowId, args, signal });
  return await Promise.race([result, running.failed]);
}
