/** What `deno task test` was asked to do. */
export interface TestArguments {
  /** Run the random tests long. */
  readonly soak: boolean;
  /** Where the random tests start, a 31-bit number. */
  readonly seed: number;
  /** Files and folders to test. */
  readonly files: readonly string[];
  /** Options handed to `deno test`. */
  readonly options: readonly string[];
}

/** Ordinary runs all try the same cases, so that a change that is right lands; soak runs look for new ones. */
const ORDINARY_SEED = 1;

/**
 * Reads the arguments of the test runner. An option of `deno test` that has a value is written `--filter=x`.
 *
 * @throws TypeError when `--seed` is not a number
 */
export function parseTestArguments(args: readonly string[]): TestArguments {
  const rest = [...args];
  const soak = take(rest, "--soak") !== undefined;
  const seedText = take(rest, "--seed", 1);
  const seed = seedText === undefined ? defaultSeed(soak) : Number(seedText);
  if (!Number.isInteger(seed)) throw new TypeError(`--seed takes a number, got "${seedText}"`);
  const files = rest.filter((argument) => !argument.startsWith("-"));
  const options = rest.filter((argument) => argument.startsWith("-"));
  return { soak, seed, files: files.length > 0 ? files : ["src", "tests"], options };
}

function defaultSeed(soak: boolean): number {
  return soak ? Math.floor(Math.random() * 2 ** 31) : ORDINARY_SEED;
}

/** Removes a flag and its values; gives the last of them, or undefined when the flag is absent. */
function take(args: string[], flag: string, values = 0): string | undefined {
  const at = args.indexOf(flag);
  return at < 0 ? undefined : args.splice(at, 1 + values).at(-1);
}
