import { encodeJson, toByteString } from "../../base/mod.ts";
import { quote } from "../../diagnostics/mod.ts";
import type { WorkflowExecution } from "../../temporal/mod.ts";
import type { CliContext } from "../context.ts";

/**
 * Says on stdout that a workflow was told something; with `--json` as `{workflow_id, run_id?, …}`.
 *
 * @param tell makes the sentence with the workflow in it
 * @param fields what it was told; empty ones are left out
 * @returns the exit code, 0
 */
export function reportDone(
  { stdout, options }: CliContext,
  { id }: WorkflowExecution,
  tell: (workflow: string) => string,
  fields: Readonly<Record<string, string>>,
): number {
  const { workflowId, runId = "" } = id;
  const all = Object.entries({ workflow_id: workflowId, run_id: runId, ...fields }).filter(([, text]) => text !== "");
  if (options.json) {
    stdout(`${encodeJson(new Map(all.map(([key, text]) => [toByteString(key), toByteString(text)])))}\n`);
  } else stdout(`${tell(`the workflow ${quote(workflowId)}`)}\n`);
  return 0;
}
