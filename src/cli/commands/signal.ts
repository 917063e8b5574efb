import { toByteString } from "../../base/mod.ts";
import { quote } from "../../diagnostics/mod.ts";
import type { CommandInput } from "../command.ts";
import type { CliContext } from "../context.ts";
import { jsonArguments } from "../workflow/json_arguments.ts";
import { reportDone } from "../report/done.ts";
import { withExecution } from "../workflow/with_execution.ts";

/**
 * Sends a signal to a workflow (architecture.md §9), as a program without a pid does: nothing can be answered.
 *
 * @returns 1 when the server does not take it
 * @throws {UsageError} when an argument is no JSON
 */
export function signal(context: CliContext, input: CommandInput): Promise<number> {
  const [, name = "", ...texts] = input.args;
  const args = jsonArguments(texts);
  return withExecution(context, input, "signal to", async (execution) => {
    await execution.signal(toByteString(name), args);
    return reportDone(context, execution, (workflow) => `Sent the signal ${quote(name)} to ${workflow}`, {
      signal: name,
    });
  });
}
