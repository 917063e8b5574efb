/**
 * A whole-program test as data: a folder with `spec.json`, the files it needs, `expected.out` and `expected.err`. A folder
 * without `spec.json` that holds an application in `app` is a case of `check --app app`.
 */
export interface SpecCase {
  /** Path below tests/spec: `check/unknown_kind`. */
  readonly name: string;
  /** Absolute path of the folder; the program runs in it. */
  readonly folder: string;
  /** @default ["check", "--app", "app"] */
  readonly args: readonly string[];
  /** @default 1 when the last line of `expected.out` counts errors, else 0 */
  readonly exit: number;
  /** Variables of the environment. */
  readonly env: Readonly<Record<string, string>>;
  /** What the program reads. @default "" */
  readonly stdin: string;
  /** Flags of `deno run` instead of `-A`; the case then runs in a process of its own, and not with the compiled file. */
  readonly permissions?: readonly string[];
  /** The program writes into the folder, so the case runs in a copy of it. */
  readonly writes: boolean;
  /** Must run in a process of its own: it is about the process. */
  readonly process: boolean;
}

const CHECK = ["check", "--app", "app"];
const ERRORS_REGEXP = /, [1-9]\d* errors?, \d+ warnings?\n$/;

/** All cases below a folder, ordered by name. */
export function findSpecCases(root: string, prefix = ""): SpecCase[] {
  const cases: SpecCase[] = [];
  const folder = `${root}/${prefix}`;
  const entries = [...Deno.readDirSync(folder)];
  const has = (file: string) => entries.some(({ name }) => name === file);
  if (has("spec.json") || has("app")) {
    const given = has("spec.json") ? JSON.parse(Deno.readTextFileSync(`${folder}/spec.json`)) : {};
    const countsErrors = has("expected.out") && ERRORS_REGEXP.test(Deno.readTextFileSync(`${folder}/expected.out`));
    const { args = CHECK, exit = countsErrors ? 1 : 0 } = given;
    const { env = {}, stdin = "", process = false, writes = false, permissions } = given;
    return [{ name: prefix, folder, args, exit, env, stdin, process, writes, permissions }];
  }
  for (const { name } of entries.filter((entry) => entry.isDirectory).sort((a, b) => a.name < b.name ? -1 : 1)) {
    cases.push(...findSpecCases(root, prefix === "" ? name : `${prefix}/${name}`));
  }
  return cases;
}
