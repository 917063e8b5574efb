import { quote } from "../../diagnostics/mod.ts";
import { type Command, type InputOf, UsageError } from "../command.ts";
import type * as commands from "../command_table.ts";
import type { CliContext } from "../context.ts";
import { type Options, optionUsage } from "../declarations.ts";
import { GLOBAL_OPTIONS } from "../global_options.ts";

/** A command as a shell completes it. */
interface CompletedCommand {
  readonly names: readonly string[];
  readonly summary: string;
  /** `--dev`. */
  readonly flags: readonly string[];
}

/** Makes a script. @param flags those of every command */
type ScriptMaker = (commands: readonly CompletedCommand[], flags: readonly string[]) => string;

const SCRIPTS: Readonly<Record<string, ScriptMaker>> = {
  bash: bashCompletions,
  fish: fishCompletions,
  zsh: zshCompletions,
};

/**
 * Prints a script that lets a shell complete commands and options.
 *
 * @param table all commands
 * @throws {UsageError} for another shell than bash, zsh and fish
 */
export function completions(
  { stdout }: CliContext,
  { args: { shell } }: InputOf<typeof commands.completions>,
  table: readonly Command[],
): number {
  const script = SCRIPTS[shell];
  if (!script) throw new UsageError(`there are no completions for ${quote(shell)}, only for bash, zsh and fish`);
  stdout(script(table.map(completed), longFlags(GLOBAL_OPTIONS)));
  return 0;
}

function completed({ name, aliases, summary, options }: Command): CompletedCommand {
  return { names: [name, ...aliases], summary, flags: longFlags(options) };
}

/** `-o, --override <text>` is `--override`. */
function longFlags(options: Options): string[] {
  return Object.entries(options).flatMap(([name, option]) => optionUsage(name, option).match(/--[\w-]+/g) ?? []);
}

/** For `source <(lunation completions bash)`. */
function bashCompletions(commands: readonly CompletedCommand[], flags: readonly string[]): string {
  return `\
_lunation() {
  local word="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" command="" other
  for other in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$other" in
      ${namesOf(commands).join("|")}) command="$other"; break ;;
    esac
  done
  case "$previous" in
    --app) COMPREPLY=($(compgen -d -- "$word")); return ;;
    --config) COMPREPLY=($(compgen -f -- "$word")); return ;;
  esac
  local words="${flags.join(" ")}"
  case "$command" in
    "") words="$words ${namesOf(commands).join(" ")}" ;;
${cases(commands, (own) => `words="$words ${own}"`)}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$word"))
}
complete -o default -F _lunation lunation
`;
}

/** For a file `_lunation` on the `fpath`, or `source <(lunation completions zsh)`. */
function zshCompletions(commands: readonly CompletedCommand[], flags: readonly string[]): string {
  return `\
#compdef lunation
_lunation() {
  local command="" other
  for other in "\${(@)words[2,CURRENT-1]}"; do
    case "$other" in
      ${namesOf(commands).join("|")}) command="$other"; break ;;
    esac
  done
  case "\${words[CURRENT-1]}" in
    --app) _files -/; return ;;
    --config) _files; return ;;
  esac
  compadd -- ${flags.join(" ")}
  case "$command" in
    "") local -a commands=(${commands.flatMap(describe).join(" ")}); _describe command commands ;;
${cases(commands, (own) => `compadd -- ${own}`)}
  esac
  _files
}
if [ "$funcstack[1]" = "_lunation" ]; then _lunation "$@"; else compdef _lunation lunation; fi
`;
}

/** For `lunation completions fish | source`. */
function fishCompletions(commands: readonly CompletedCommand[], flags: readonly string[]): string {
  const all = namesOf(commands).join(" ");
  const global = flags.map((flag) => `complete -c lunation -l ${flag.slice(2)}`);
  const own = commands.flatMap(({ names, summary, flags }) => [
    ...names.map((name) =>
      `complete -c lunation -n "not __fish_seen_subcommand_from ${all}" -f -a ${name} -d ${quoted(summary)}`
    ),
    ...flags.map((flag) =>
      `complete -c lunation -n "__fish_seen_subcommand_from ${names.join(" ")}" -l ${flag.slice(2)}`
    ),
  ]);
  return [...global, ...own, ""].join("\n");
}

function namesOf(commands: readonly CompletedCommand[]): string[] {
  return commands.flatMap(({ names }) => names);
}

function cases(commands: readonly CompletedCommand[], action: (flags: string) => string): string {
  return commands.filter(({ flags }) => flags.length > 0)
    .map(({ names, flags }) => `    ${names.join("|")}) ${action(flags.join(" "))} ;;`).join("\n");
}

function describe({ names, summary }: CompletedCommand): string[] {
  return names.map((name) => quoted(`${name}:${summary}`));
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
