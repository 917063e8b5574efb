import type { CliContext } from "./context.ts";
import { type Arguments, type Options, readArguments, readOptions, type ValuesOf } from "./declarations.ts";

/** Wrong usage found by a command after the arguments were read: the message goes to stderr, the exit code is 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** What a command gets: its arguments and its own options by their declared names. */
export interface CommandInput<A extends Arguments, O extends Options> {
  readonly args: ValuesOf<A>;
  readonly options: ValuesOf<O>;
}

interface Facts {
  readonly name: string;
  /** Other names. @default none */
  readonly aliases?: readonly string[];
  /** One line for the list of commands. */
  readonly summary: string;
  /** Whether options that nobody declares are arguments, for a script to read. @default false: they are wrong */
  readonly passesOptions?: boolean;
  /** Whether it works on the application of `--app`, whose configuration file then counts. @default true */
  readonly usesApp?: boolean;
}

/** What {@linkcode defineCommand} makes a command of. */
export interface CommandDeclaration<A extends Arguments, O extends Options> extends Facts {
  /** @default none */
  readonly arguments?: A;
  /** @default none */
  readonly options?: O;
  /**
   * Does it. The module that does it is imported here, so that a command loads only what it needs; with the return type
   * written out that module may take {@linkcode InputOf} this command.
   *
   * @returns the exit code (architecture.md §9): 0 done, 1 a fault in the app, 3 stopped with work cut
   * @throws {UsageError} when the input makes no sense
   */
  run(context: CliContext, input: CommandInput<A, O>): Promise<number> | number;
}

/** One command of the command line, whatever its input is. */
export interface Command extends Required<Facts> {
  readonly arguments: Arguments;
  readonly options: Options;
  /**
   * Runs it with what the parser found, as {@linkcode CommandDeclaration.run} does.
   *
   * @param args positional arguments
   * @param options by their names in camelCase
   */
  start(
    context: CliContext,
    args: readonly string[],
    options: Readonly<Record<string, unknown>>,
  ): Promise<number> | number;
}

/** The input of a defined command, for the function that does it. */
export type InputOf<Defined extends { run(context: CliContext, input: never): unknown }> = Parameters<
  Defined["run"]
>[1];

/**
 * Defines a command once for parser, help, completions and its page; what `run` gets is typed by what is declared.
 *
 * @example
 * const greet = defineCommand({
 *   name: "greet",
 *   summary: "greet somebody",
 *   arguments: { name: required("who is greeted") },
 *   options: { loudly: flag("in capitals") },
 *   async run(context, input): Promise<number> {
 *     return await (await import("./commands/greet.ts")).greet(context, input);
 *   },
 * });
 */
export function defineCommand<A extends Arguments = Record<never, never>, O extends Options = Record<never, never>>(
  declaration: CommandDeclaration<A, O>,
): Command & Pick<CommandDeclaration<A, O>, "run"> {
  const { aliases = [], passesOptions = false, usesApp = true } = declaration;
  const declared = { arguments: {} as A, options: {} as O, ...declaration };
  return {
    ...declared,
    aliases,
    passesOptions,
    usesApp,
    start(context, args, found) {
      const options = readOptions(declared.options, found);
      return declaration.run(context, { args: readArguments(declared.arguments, args), options });
    },
  };
}
