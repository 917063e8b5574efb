import type { InputOf } from "../command.ts";
import type * as commands from "../command_table.ts";
import type { CliContext } from "../context.ts";
import { reportAnswer } from "../report/result.ts";
import { jsonArguments } from "../workflow/json_arguments.ts";
import { withExecution } from "../workflow/with_execution.ts";

/**
 * Asks a workflow (architecture.md §9; spec/temporal-workflows.md §9) and prints the answer as one JSON document. One of its
 * workers must run.
 *
 * @returns 1 when it does not answer or its answer is an error
 * @throws {UsageError} when an argument is no JSON
 */
export function query(context: CliContext, input: InputOf<typeof commands.query>): Promise<number> {
  const { workflowId: id, name } = input.args;
  const args = jsonArguments(input.args.args);
  return withExecution(context, input, "query of", async (execution) => {
    return reportAnswer(context, { doing: "query", name, id }, await execution.query(name, args));
  });
}

/**
 * Sends an update to a workflow (architecture.md §9; spec/temporal-workflows.md §9), waits for its outcome, and prints that as
 * one JSON document.
 *
 * @returns 1 when it is rejected or fails
 * @throws {UsageError} when an argument is no JSON
 */
export function update(context: CliContext, input: InputOf<typeof commands.update>): Promise<number> {
  const { workflowId: id, name } = input.args;
  const args = jsonArguments(input.args.args);
  return withExecution(context, input, "update of", async (execution) => {
    return reportAnswer(context, { doing: "update", name, id }, await execution.update(name, args));
  });
}
