import type { CommandInput } from "../command.ts";
import type { CliContext } from "../context.ts";
import { jsonArguments } from "../workflow/json_arguments.ts";
import { reportAnswer } from "../report_answer.ts";
import { withExecution } from "../workflow/with_execution.ts";

/**
 * Sends an update to a workflow (architecture.md §9; spec/temporal-workflows.md §9), waits for its outcome, and prints that as
 * one JSON document.
 *
 * @returns 1 when it is rejected or fails
 * @throws {UsageError} when an argument is no JSON
 */
export function update(context: CliContext, input: CommandInput): Promise<number> {
  const [id = "", name = "", ...texts] = input.args;
  const args = jsonArguments(texts);
  return withExecution(context, input, "update of", async (execution) => {
    return reportAnswer(context, { doing: "update", name, id }, await execution.update(name, args));
  });
}
