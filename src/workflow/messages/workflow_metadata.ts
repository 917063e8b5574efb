import { ascii, type ByteString, type Data, toByteString } from "../../base/mod.ts";
import type { Queried } from "./answer_query.ts";

const BUILT_IN = new Map([
  ["pid", "The workflow's id"],
  ["state", "What the script has set with workflow.set_state"],
  ["__stack_trace", "Where the coroutines stand"],
]);

/**
 * What the query `__temporal_workflow_metadata` answers, which Temporal's tools ask: `temporal.api.sdk.v1.WorkflowMetadata`
 * with the type of the run and the names of its queries, signals and updates. Other signals reach the inbox.
 */
export function workflowMetadata({ info, mailbox, control }: Queried): Data {
  const queries = [...BUILT_IN, ...control.queryNames.map((name): [string, string] => [name, ""])];
  const signals = mailbox.topics.map((topic): [string, string] => [topic, ""]);
  const updates = control.updateNames.map((name): [string, string] => [name, ""]);
  return new Map<ByteString, Data>([
    [
      ascii("definition"),
      new Map<ByteString, Data>([
        [ascii("type"), toByteString(info.workflowType)],
        [ascii("queryDefinitions"), definitions(queries)],
        [ascii("signalDefinitions"), definitions(signals)],
        [ascii("updateDefinitions"), definitions(updates)],
      ]),
    ],
  ]);
}

function definitions(names: readonly (readonly [name: string, description: string])[]): Data[] {
  return names.map(([name, description]) => {
    const fields = new Map<ByteString, Data>([[ascii("name"), toByteString(name)]]);
    return description === "" ? fields : fields.set(ascii("description"), toByteString(description));
  });
}
