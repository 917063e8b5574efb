/**
 * An option as commands and the program declare it. The declaration gives the parser, the help text, the completions and
 * the table of the page; `Value` is the type of what a command gets.
 */
export interface Option<Value = unknown> {
  /** One line; code stands in backticks, which help leaves out. */
  readonly description: string;
  /** Names the value in help: `json` gives `--input <json>`. @default the option takes none */
  readonly value?: string;
  /** The letter of the short form: `x` gives `-x`. @default there is none */
  readonly short?: string;
  /** The texts that it takes. @default any */
  readonly choices?: readonly string[];
  /** `each`: it may be given again, with one value; `all`: it takes the values up to the next option. @default neither */
  readonly repeats?: "each" | "all";
  /** Whether it is given as `--no-NAME`. @default false */
  readonly isNegated?: true;
  /** What a command gets when the option is not given. */
  readonly absent: Value;
}

/** A positional argument as commands declare it. */
export interface Argument<Value = unknown> {
  /** One line; code stands in backticks, which help leaves out. */
  readonly description: string;
  readonly form: "required" | "optional" | "rest";
  /** What a command gets when the argument is not given. */
  readonly absent: Value;
}

/** Options by their names in camelCase: `readyFile` is `--ready-file`. */
export type Options = Readonly<Record<string, Option>>;

/** Arguments by their names in camelCase, in the order of the command line; only the last may be a `rest`. */
export type Arguments = Readonly<Record<string, Argument>>;

/** What a command gets for its declared options or arguments. */
export type ValuesOf<Declared> = {
  readonly [Name in keyof Declared]: Declared[Name] extends Option<infer Value> ? Value
    : Declared[Name] extends Argument<infer Value> ? Value
    : never;
};

/** `--dev`: true when it is given. @param short the letter of the short form */
export function flag(description: string, short?: string): Option<boolean> {
  return { description, absent: false, ...short !== undefined && { short } };
}

/** `--no-wait`, declared as `wait`: false when it is given. */
export function negated(description: string): Option<boolean> {
  return { description, absent: true, isNegated: true };
}

/** `--host <id>`: a text. @param value names it in help @param short the letter of the short form */
export function text(value: string, description: string, short?: string): Option<string | undefined> {
  return { description, value, absent: undefined, ...short !== undefined && { short } };
}

/** `--log-level <level>`: one of some texts. @param value names it in help */
export function choice<const Choice extends string>(
  value: string,
  choices: readonly Choice[],
  description: string,
): Option<Choice | undefined> {
  return { description, value, choices, absent: undefined };
}

/** `-o a -o b`: a text each time. @param value names it in help @param short the letter of the short form */
export function repeated(value: string, description: string, short?: string): Option<readonly string[]> {
  const declared = { description: `${description}; repeatable`, value, repeats: "each", absent: [] } as const;
  return { ...declared, ...short !== undefined && { short } };
}

/** `--net a b`: the texts up to the next option, each time. @param value names one in help */
export function several(value: string, description: string): Option<readonly string[]> {
  return { description: `${description}; repeatable`, value, repeats: "all", absent: [] };
}

/** `<id>`: the command line is wrong without it. */
export function required(description: string): Argument<string> {
  return { description, form: "required", absent: "" };
}

/** `[folder]` */
export function optional(description: string): Argument<string | undefined> {
  return { description, form: "optional", absent: undefined };
}

/** `[args...]`: all arguments that follow. */
export function rest(description: string): Argument<readonly string[]> {
  return { description, form: "rest", absent: [] };
}

/** How an option is written, as commander reads it: `-x, --exec <id>`, `--no-wait`, `--net <host...>`. */
export function optionUsage(name: string, { value, short, repeats, isNegated }: Option): string {
  const long = `--${isNegated ? "no-" : ""}${kebab(name)}`;
  const taken = value === undefined ? "" : ` <${value}${repeats === "all" ? "..." : ""}>`;
  return `${short === undefined ? "" : `-${short}, `}${long}${taken}`;
}

/** How an argument is written, as commander reads it: `<workflow-id>`, `[folder]`, `[args...]`. */
export function argumentUsage(name: string, { form }: Argument): string {
  if (form === "required") return `<${kebab(name)}>`;
  return form === "rest" ? `[${kebab(name)}...]` : `[${kebab(name)}]`;
}

/** The input of a command from what the parser found. @param args all positional arguments in order */
export function readArguments<A extends Arguments>(declared: A, args: readonly string[]): ValuesOf<A> {
  const values = Object.entries(declared).map(([name, { form, absent }], index) => {
    return [name, form === "rest" ? args.slice(index) : args[index] ?? absent];
  });
  return Object.fromEntries(values) as ValuesOf<A>;
}

/** The options of a command from what the parser found. @param found by names in camelCase; others are left out */
export function readOptions<O extends Options>(declared: O, found: Readonly<Record<string, unknown>>): ValuesOf<O> {
  const values = Object.entries(declared).map(([name, { absent }]) => [name, found[name] ?? absent]);
  return Object.fromEntries(values) as ValuesOf<O>;
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
