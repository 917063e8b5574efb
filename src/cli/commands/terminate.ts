import type { CommandInput } from "../command.ts";
import type { CliContext } from "../context.ts";
import { reportDone } from "../report/done.ts";
import { withExecution } from "../workflow/with_execution.ts";

/**
 * Ends a workflow at once (architecture.md §9); its code does not notice.
 *
 * @returns 1 when it does not run
 */
export function terminate(context: CliContext, input: CommandInput): Promise<number> {
  const { reason = "" } = input.options;
  return withExecution(context, input, "termination of", async (execution) => {
    await execution.terminate(String(reason));
    return reportDone(context, execution, (workflow) => `Terminated ${workflow}`, { reason: String(reason) });
  });
}
