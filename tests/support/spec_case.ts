/** A whole-program test as data: a folder with `spec.json`, the files it needs, `expected.out` and `expected.err`. */
export interface SpecCase {
  /** Path below tests/spec: `check/unknown_kind`. */
  readonly name: string;
  /** Absolute path of the folder; the program runs in it. */
  readonly folder: string;
  readonly args: readonly string[];
  /** @default 0 */
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

/** All cases below a folder, ordered by name. */
export function findSpecCases(root: string, prefix = ""): SpecCase[] {
  const cases: SpecCase[] = [];
  const entries = [...Deno.readDirSync(`${root}/${prefix}`)];
  if (entries.some((entry) => entry.name === "spec.json")) {
    const folder = `${root}/${prefix}`;
    const { args, exit = 0, env = {}, stdin = "", process = false, writes = false, permissions } = JSON.parse(
      Deno.readTextFileSync(`${folder}/spec.json`),
    );
    return [{ name: prefix, folder, args, exit, env, stdin, process, writes, permissions }];
  }
  for (const { name } of entries.filter((entry) => entry.isDirectory).sort((a, b) => a.name < b.name ? -1 : 1)) {
    cases.push(...findSpecCases(root, prefix === "" ? name : `${prefix}/${name}`));
  }
  return cases;
}
