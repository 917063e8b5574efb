import { Command, CommanderError } from "commander";
import { isAbsolute, resolve } from "node:path";
import type { LogLevel } from "../base/mod.ts";
import type { CommandInput, CommandSpec } from "./command.ts";
import type { GivenOptions } from "./context.ts";
import { collect, globalOptions } from "./global_options.ts";
import type { Host } from "./host.ts";

/** What the arguments ask for. */
export type Parsed =
  | {
    readonly type: "command";
    readonly spec: CommandSpec;
    readonly input: CommandInput;
    readonly options: GivenOptions;
  }
  | { readonly type: "help"; readonly text: string }
  | { readonly type: "wrong"; readonly text: string };

/** The global options as commander hands them over. */
interface RawOptions {
  app?: string;
  config?: string;
  json?: boolean;
  logLevel?: LogLevel;
  logFormat?: "text" | "json";
  profile?: string;
  set: string[];
  color: boolean;
  verbose?: boolean;
  override: string[];
}

/**
 * Reads the command line (architecture.md §9). Nothing is printed: help and complaints come back as text, a complaint with what
 * was probably meant.
 */
export async function parseArguments(
  args: readonly string[],
  table: readonly CommandSpec[],
  host: Pick<Host, "cwd" | "env">,
): Promise<Parsed> {
  const output: string[] = [];
  let parsed: Parsed | undefined;
  const program = createProgram((text) => output.push(text));
  const add = (parent: Command, spec: CommandSpec) =>
    addCommand(parent, spec, (input, raw: RawOptions) => {
      parsed = { type: "command", spec, input, options: givenOptions(raw, host) };
    });
  for (const spec of table) add(program, spec);
  const registry = program.command("registry", { hidden: true }).description("same as list and show");
  for (const spec of table.filter(({ name }) => name === "list" || name === "show")) add(registry, spec);

  try {
    await program.parseAsync(versionFlag(args), { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    const text = output.join("");
    // Asking for help is fine; getting it because no command was named is not.
    const asked = error.code === "commander.helpDisplayed" || error.code === "commander.help" && args.length > 0;
    return { type: asked ? "help" : "wrong", text };
  }
  return parsed ?? { type: "wrong", text: program.helpInformation() };
}

/** `lunation --version` is what people try first. */
function versionFlag(args: readonly string[]): string[] {
  return args[0] === "--version" ? ["version", ...args.slice(1)] : [...args];
}

function createProgram(write: (text: string) => void): Command {
  const program = new Command("lunation").description("Runs durable workflows written in Lua on Temporal.");
  for (const option of globalOptions()) program.addOption(option);
  return program
    .configureOutput({ writeOut: write, writeErr: write })
    .configureHelp({ showGlobalOptions: true })
    .showHelpAfterError('Run "lunation --help" for the list of commands.')
    .helpCommand("help [command]", "show help for a command")
    .exitOverride();
}

function addCommand(parent: Command, spec: CommandSpec, take: (input: CommandInput, raw: RawOptions) => void): void {
  const command = parent.command(spec.name).summary(spec.summary).description(capitalize(spec.summary))
    .aliases([...spec.aliases ?? []]).allowExcessArguments(false).allowUnknownOption(spec.passesOptions ?? false);
  for (const [name, description] of spec.arguments ?? []) command.argument(name, description);
  for (const [flags, description, repeats] of spec.options ?? []) {
    if (repeats) command.option(flags, description, collect, []);
    else command.option(flags, description);
  }
  command.action(() => take({ args: command.args, options: command.opts() }, command.optsWithGlobals() as RawOptions));
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function givenOptions(raw: RawOptions, host: Pick<Host, "cwd" | "env">): GivenOptions {
  const absolute = (path: string) => isAbsolute(path) ? path : resolve(host.cwd, path);
  return {
    appFolder: absolute(raw.app ?? "."),
    configFile: raw.config === undefined ? undefined : absolute(raw.config),
    json: raw.json ?? false,
    ...raw.profile !== undefined && { profile: raw.profile },
    ...raw.logLevel && { logLevel: raw.logLevel },
    ...raw.logFormat && { logFormat: raw.logFormat },
    color: raw.color && !host.env.get("NO_COLOR"),
    verbose: raw.verbose ?? false,
    overrides: raw.override,
    settings: raw.set,
  };
}
