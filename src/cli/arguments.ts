import { Command as Parser, CommanderError, Option as ParserOption } from "commander";
import { isAbsolute, resolve } from "node:path";
import { capitalize } from "../diagnostics/mod.ts";
import type { Command } from "./command.ts";
import type { CliContext, GivenOptions } from "./context.ts";
import { argumentUsage, type Option, type Options, optionUsage, readOptions } from "./declarations.ts";
import { GLOBAL_OPTIONS, type GlobalValues } from "./global_options.ts";
import type { Host } from "./host.ts";

/** What the arguments ask for. */
export type Parsed =
  | {
    readonly type: "command";
    readonly command: Command;
    readonly options: GivenOptions;
    /** Runs the command with its input. */
    start(context: CliContext): Promise<number> | number;
  }
  | { readonly type: "help"; readonly text: string }
  | { readonly type: "wrong"; readonly text: string };

/**
 * Reads the command line (architecture.md §9). Nothing is printed: help and complaints come back as text, a complaint with what
 * was probably meant.
 */
export async function parseArguments(
  args: readonly string[],
  table: readonly Command[],
  host: Pick<Host, "cwd" | "env">,
): Promise<Parsed> {
  const output: string[] = [];
  let parsed: Parsed | undefined;
  const program = createProgram((text) => output.push(text));
  const add = (parent: Parser, command: Command) =>
    addCommand(parent, command, (args, own, all) => {
      const options = givenOptions(readOptions(GLOBAL_OPTIONS, all), host);
      parsed = { type: "command", command, options, start: (context) => command.start(context, args, own) };
    });
  for (const command of table) add(program, command);
  const registry = program.command("registry", { hidden: true }).description("same as list and show");
  for (const command of table.filter(({ name }) => name === "list" || name === "show")) add(registry, command);

  try {
    await program.parseAsync(versionFlag(args), { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    const unknown = error.code === "commander.help" ? unknownTopic(program) : undefined;
    if (unknown) return await parseArguments(unknown, table, host); // the complaint that the command itself would get
    const text = output.join("");
    // Asking for help is fine; getting it because no command was named is not.
    const asked = error.code === "commander.helpDisplayed" || error.code === "commander.help" && args.length > 0;
    return { type: asked ? "help" : "wrong", text };
  }
  return parsed ?? { type: "wrong", text: program.helpInformation() };
}

/** The command that `lunation help COMMAND` asks about, up to the word that is none; undefined when there is such a command. */
function unknownTopic({ args, commands }: Parser): string[] | undefined {
  const path: string[] = [];
  let known = commands;
  for (const word of args.filter((arg) => arg !== "help")) {
    const command = known.find((one) => one.name() === word || one.aliases().includes(word));
    path.push(word);
    if (!command) return known.length > 0 ? path : undefined;
    known = command.commands;
  }
  return undefined;
}

/** `lunation --version` is what people try first. */
function versionFlag(args: readonly string[]): string[] {
  return args[0] === "--version" ? ["version", ...args.slice(1)] : [...args];
}

function createProgram(write: (text: string) => void): Parser {
  const program = new Parser("lunation").description("Runs durable workflows written in Lua on Temporal.");
  addOptions(program, GLOBAL_OPTIONS);
  return program
    .configureOutput({ writeOut: write, writeErr: write })
    .configureHelp({ showGlobalOptions: true })
    .showHelpAfterError('Run "lunation --help" for the list of commands.')
    .helpCommand("help [command]", "show help for a command")
    .exitOverride();
}

/** What commander found, by names in camelCase. */
type Found = Readonly<Record<string, unknown>>;

function addCommand(
  parent: Parser,
  { name, aliases, summary, passesOptions, ...declared }: Command,
  take: (args: readonly string[], own: Found, all: Found) => void,
): void {
  const command = parent.command(name).summary(summary).description(capitalize(summary))
    .aliases([...aliases]).allowExcessArguments(false).allowUnknownOption(passesOptions);
  for (const [name, argument] of Object.entries(declared.arguments)) {
    command.argument(argumentUsage(name, argument), plain(argument.description));
  }
  addOptions(command, declared.options);
  command.action(() => take(command.args, command.opts(), command.optsWithGlobals()));
}

function addOptions(parser: Parser, options: Options): void {
  for (const [name, option] of Object.entries(options)) parser.addOption(parserOption(name, option));
}

function parserOption(name: string, option: Option): ParserOption {
  const { description, choices, repeats } = option;
  const made = new ParserOption(optionUsage(name, option), plain(description));
  if (choices) made.choices(choices);
  if (repeats !== "each") return made;
  return made.argParser((value: string, list: readonly string[]) => [...list, value]).default([], "none");
}

/** A description as help shows it: code has no backticks, and quotes where it is several words. */
function plain(description: string): string {
  return description.replace(/`([^`]*)`/g, (_, code: string) => code.includes(" ") ? `"${code}"` : code);
}

function givenOptions(raw: GlobalValues, host: Pick<Host, "cwd" | "env">): GivenOptions {
  const absolute = (path: string) => isAbsolute(path) ? path : resolve(host.cwd, path);
  return {
    appFolder: absolute(raw.app ?? "."),
    configFile: raw.config === undefined ? undefined : absolute(raw.config),
    json: raw.json,
    ...raw.profile !== undefined && { profile: raw.profile },
    ...raw.logLevel && { logLevel: raw.logLevel },
    ...raw.logFormat && { logFormat: raw.logFormat },
    color: raw.color && !host.env.get("NO_COLOR"),
    verbose: raw.verbose,
    overrides: raw.override,
    settings: raw.set,
  };
}
