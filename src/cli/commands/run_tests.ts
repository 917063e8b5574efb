import { commandOf } from "../../kinds/mod.ts";
import type { InputOf } from "../command.ts";
import type * as commands from "../command_table.ts";
import type { CliContext } from "../context.ts";
import { runProcess } from "../run/run_process.ts";

/**
 * Runs the process.lua with `meta.command.use_case: test` (spec/registry.md §9).
 *
 * @returns what its result means
 */
export function runTests(
  context: CliContext,
  { args: { args }, options }: InputOf<typeof commands.test>,
): Promise<number> {
  return runProcess(context, {
    find({ entries }) {
      const found = entries.filter((entry) => commandOf(entry)?.useCase === "test");
      if (found.length === 1) return found[0]!;
      if (found.length === 0) {
        return {
          problem: "No entry tests the application",
          hint: "Add to a process.lua: meta: {command: {name: test, use_case: test}}",
        };
      }
      const names = found.map((entry) => `"lunation run ${commandOf(entry)!.name}"`);
      return { problem: `${found.length} entries test the application`, hint: `Run one of them: ${names.join(", ")}` };
    },
    args,
    options,
  });
}
