import { type Data, fromByteString, toByteString } from "../base/mod.ts";
import type { Queried } from "./_answer_query.ts";

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
  const signals = mailbox.topics.map((topic): [string, string] => [fromByteString(topic), ""]);
  const updates = control.updateNames.map((name): [string, string] => [name, ""]);
  return new Map<string, Data>([
    [
      "definition",
      new Map<string, Data>([
        ["type", toByteString(info.workflowType)],
        ["queryDefinitions", definitions(queries)],
        ["signalDefinitions", definitions(signals)],
        ["updateDefinitions", definitions(updates)],
      ]),
    ],
  ]);
}

function definitions(names: readonly (readonly [name: string, description: string])[]): Data[] {
  return names.map(([name, description]) => {
    const fields: [string, Data][] = [["name", toByteString(name)]];
    if (description !== "") fields.push(["description", description]);
    return new Map(fields);
  });
}
