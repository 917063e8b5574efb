import { historyToJSON } from "@temporalio/common/lib/proto-utils.js";
import { ServiceError } from "@temporalio/client";
import { AppError } from "../base/mod.ts";
import type { TemporalClient } from "./temporal_client.ts";

/** One run and its events. */
export interface FetchedHistory {
  readonly workflowId: string;
  readonly runId: string;
  /** As the server's tools write it. */
  readonly history: unknown;
}

/**
 * The histories of the runs that a query selects.
 *
 * @param query in the server's language of visibility queries, as `WorkflowType = 'app:order'`
 * @throws {AppError} kind Unavailable, when the server refuses the query or cannot be reached
 */
export async function* fetchHistories(client: TemporalClient, query: string): AsyncGenerator<FetchedHistory> {
  try {
    for await (const { workflowId, runId } of client.workflows.list({ query })) {
      const history = await client.workflows.getHandle(workflowId, runId).fetchHistory();
      yield { workflowId, runId, history: JSON.parse(historyToJSON(history)) };
    }
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    const reason = error.cause instanceof Error ? error.cause.message : error.message;
    throw new AppError(`cannot fetch histories: ${reason}`, { kind: "Unavailable", retryable: true });
  }
}
