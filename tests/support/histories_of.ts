import type { Client } from "@temporalio/client";
import { historyToJSON } from "@temporalio/common/lib/proto-utils.js";

/** A history as the server's tools write it: the parts that tests look at. */
export interface HistoryJson {
  readonly events: readonly {
    readonly workflowExecutionStartedEventAttributes: {
      readonly workflowType: { readonly name: string };
      readonly firstExecutionRunId: string;
    };
    readonly workflowExecutionContinuedAsNewEventAttributes?: { readonly newExecutionRunId: string };
  }[];
}

/** The histories of all runs of a workflow, first to last. */
export async function historiesOf(client: Client, workflowId: string): Promise<HistoryJson[]> {
  const fetch = async (runId?: string): Promise<HistoryJson> => {
    return JSON.parse(historyToJSON(await client.workflow.getHandle(workflowId, runId).fetchHistory()));
  };
  const latest = await fetch();
  const histories: HistoryJson[] = [];
  let runId: string | undefined = latest.events[0]!.workflowExecutionStartedEventAttributes.firstExecutionRunId;
  while (runId !== undefined) {
    const history = await fetch(runId);
    histories.push(history);
    runId = history.events.at(-1)!.workflowExecutionContinuedAsNewEventAttributes?.newExecutionRunId;
  }
  return histories;
}
