import { AppError } from "../../base/mod.ts";
import { quote } from "../../diagnostics/mod.ts";
import type { InputOf } from "../command.ts";
import type * as commands from "../command_table.ts";
import type { CliContext } from "../context.ts";
import { reportDone } from "../report/done.ts";
import { jsonArguments } from "../workflow/json_arguments.ts";
import { withExecution } from "../workflow/with_execution.ts";

/**
 * Sends a signal to a workflow (architecture.md §9), as a program without a pid does: nothing can be answered.
 *
 * @returns 1 when the server does not take it
 * @throws {UsageError} when an argument is no JSON
 */
export function signal(context: CliContext, input: InputOf<typeof commands.signal>): Promise<number> {
  const { name } = input.args;
  const args = jsonArguments(input.args.args);
  return withExecution(context, input, "signal to", async (execution) => {
    await execution.signal(name, args);
    return reportDone(context, execution, (workflow) => `Sent the signal ${quote(name)} to ${workflow}`, {
      signal: name,
    });
  });
}

/**
 * Asks a workflow to end (architecture.md §9): it gets a CANCEL event, and decides itself.
 *
 * @returns 1 when it does not run
 */
export function cancel(context: CliContext, input: InputOf<typeof commands.cancel>): Promise<number> {
  const { reason = "" } = input.options;
  return withExecution(context, input, "cancellation of", async (execution) => {
    // The server takes a request for what has ended, too.
    if ((await execution.outline()).closedAt) throw new AppError("it has ended", { kind: "NotFound" });
    await execution.cancel(reason);
    return reportDone(context, execution, (workflow) => `Asked ${workflow} to end`, { reason });
  });
}

/**
 * Ends a workflow at once (architecture.md §9); its code does not notice.
 *
 * @returns 1 when it does not run
 */
export function terminate(context: CliContext, input: InputOf<typeof commands.terminate>): Promise<number> {
  const { reason = "" } = input.options;
  return withExecution(context, input, "termination of", async (execution) => {
    await execution.terminate(reason);
    return reportDone(context, execution, (workflow) => `Terminated ${workflow}`, { reason });
  });
}
