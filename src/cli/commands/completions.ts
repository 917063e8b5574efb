import { quote } from "../../diagnostics/mod.ts";
import { commandTable } from "../command_table.ts";
import type { CommandInput, CommandSpec } from "../command.ts";
import { bashCompletions, type CompletedCommand, fishCompletions, zshCompletions } from "../completion_scripts.ts";
import type { CliContext } from "../context.ts";
import { globalOptions } from "../global_options.ts";
import { UsageError } from "../usage_error.ts";

const SCRIPTS: Readonly<Record<string, typeof bashCompletions>> = {
  bash: bashCompletions,
  fish: fishCompletions,
  zsh: zshCompletions,
};

/**
 * Prints a script that lets a shell complete commands and options.
 *
 * @throws {UsageError} for another shell than bash, zsh and fish
 */
export function completions({ stdout }: CliContext, { args: [shell = ""] }: CommandInput): number {
  const script = SCRIPTS[shell];
  if (!script) throw new UsageError(`there are no completions for ${quote(shell)}, only for bash, zsh and fish`);
  stdout(script(commandTable.map(completed), globalOptions().flatMap(({ flags }) => longFlags(flags))));
  return 0;
}

function completed({ name, aliases = [], summary, options = [] }: CommandSpec): CompletedCommand {
  return { names: [name, ...aliases], summary, flags: options.flatMap(([flags]) => longFlags(flags)) };
}

/** `-o, --override <text>` is `--override`. */
function longFlags(flags: string): string[] {
  return flags.match(/--[\w-]+/g) ?? [];
}
