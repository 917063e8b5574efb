import { ascii, type ByteString, type Data, fromLatin1, systemClock } from "../../src/base/mod.ts";
import { exitOf, WorkflowTarget } from "../../src/processes/mod.ts";
import type { TemporalClient } from "../../src/temporal/mod.ts";

const NEVER = new AbortController().signal;

/** What {@linkcode executeWorkflow} runs. */
export interface WorkflowToRun {
  readonly type: string;
  readonly taskQueue: string;
  /** @default a random one */
  readonly workflowId?: string;
  readonly args: readonly Data[];
}

/**
 * Starts a workflow as processes do, and waits for its result.
 *
 * @throws {AppError} what it failed with
 */
export async function executeWorkflow(client: TemporalClient, run: WorkflowToRun): Promise<Data | undefined> {
  const place = new WorkflowTarget({
    ...{ workerId: "test:worker", clientId: "test:client", taskQueue: run.taskQueue, clock: systemClock },
    workflowType: (entryId) => entryId,
    client: () => Promise.resolve(client.calls),
    noteStart: () => {},
  });
  const options = new Map<ByteString, Data>([[
    ascii("workflow.id"),
    fromLatin1(run.workflowId ?? crypto.randomUUID()),
  ]]);
  const settings = { options, context: new Map(), messages: [] };
  const handle = await place.spawn({ target: run.type, args: run.args, settings, context: new Map(), from: "" });
  const { value, error } = await exitOf(handle, NEVER);
  if (error) throw error;
  return value;
}
