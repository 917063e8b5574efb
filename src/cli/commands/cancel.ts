import { AppError } from "../../base/mod.ts";
import type { CommandInput } from "../command.ts";
import type { CliContext } from "../context.ts";
import { reportDone } from "../report/done.ts";
import { withExecution } from "../workflow/with_execution.ts";

/**
 * Asks a workflow to end (architecture.md §9): it gets a CANCEL event, and decides itself.
 *
 * @returns 1 when it does not run
 */
export function cancel(context: CliContext, input: CommandInput): Promise<number> {
  const { reason = "" } = input.options;
  return withExecution(context, input, "cancellation of", async (execution) => {
    // The server takes a request for what has ended, too.
    if ((await execution.outline()).closedAt) throw new AppError("it has ended", { kind: "NotFound" });
    await execution.cancel(String(reason));
    return reportDone(context, execution, (workflow) => `Asked ${workflow} to end`, { reason: String(reason) });
  });
}
