import type { CliContext } from "./context.ts";

/** What one command was given: positional arguments and its own options by their camelCase names. */
export interface CommandInput {
  /** In the order of {@linkcode CommandSpec.arguments}; a variadic one is spread. */
  readonly args: readonly string[];
  readonly options: Readonly<Record<string, unknown>>;
}

/** Runs a command and gives the exit code (architecture.md §9): 0 done, 1 a fault in the app, 3 stopped with work cut. */
export type CommandFunction = (context: CliContext, input: CommandInput) => Promise<number> | number;

/** One command of the command line. */
export interface CommandSpec {
  readonly name: string;
  readonly aliases?: readonly string[];
  /** One line for the list of commands. */
  readonly summary: string;
  /** Names as commander reads them: `<id>` required, `[name]` optional, `[args...]` any number. */
  readonly arguments?: readonly (readonly [name: string, description: string])[];
  /** Flags as commander reads them: `--dev`, `--input <json>`; one that may be repeated gives a list. */
  readonly options?: readonly (readonly [flags: string, description: string, repeats?: "repeatable"])[];
  /** Options that are none of its own are arguments, for somebody else to read. @default they are wrong */
  readonly passesOptions?: true;
  /** Whether it works on the application of `--app`, whose configuration file then counts. @default true */
  readonly usesApp?: boolean;
  /** Loads the module that does it, so that a command loads only what it needs. */
  load(): Promise<CommandFunction>;
}

/** Wrong usage found by a command after the arguments were read: the message goes to stderr, the exit code is 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
