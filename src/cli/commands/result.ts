import { AppError } from "../../base/mod.ts";
import { quote } from "../../diagnostics/mod.ts";
import { exitOf, resultOfExit } from "../../processes/mod.ts";
import type { InputOf } from "../command.ts";
import type * as commands from "../command_table.ts";
import type { CliContext } from "../context.ts";
import { reportError } from "../report/error.ts";
import { reportResult } from "../report/result.ts";
import { withExecution } from "../workflow/with_execution.ts";

/**
 * Waits for the end of a workflow, through retries and continued runs, and prints its result as one JSON document
 * (architecture.md §9).
 *
 * @returns 1 when it failed, or is not waited for and still runs
 */
export function result(context: CliContext, input: InputOf<typeof commands.result>): Promise<number> {
  const what = `workflow ${quote(input.args.workflowId)}`;
  return withExecution(context, input, "wait for", async (execution, stop) => {
    const { closedAt } = await execution.outline();
    if (!input.options.wait && !closedAt) {
      const error = new AppError("it still runs", { kind: "Unavailable", retryable: true });
      return reportError(context, `result of the ${what}`, error, "Leave out --no-wait to wait for its end");
    }
    return await reportResult(context, what, stop, async () => resultOfExit(await exitOf(execution, stop.signal)));
  });
}
