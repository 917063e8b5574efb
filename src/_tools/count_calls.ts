/** What V8 says of a script's functions, in the files that `deno run --coverage` writes. */
interface ScriptCoverage {
  readonly url: string;
  readonly functions: readonly {
    readonly functionName: string;
    readonly ranges: readonly { readonly count: number }[];
  }[];
}

/**
 * Counts how often a run of the program calls one of its functions.
 *
 * @param args arguments of the program, which must succeed
 * @param file where the function is defined, as `src/lua/syntax/parse.ts`
 * @param name the function's
 * @throws {Error} with what the program printed, when it fails
 */
export async function countCalls(args: readonly string[], file: string, name: string): Promise<number> {
  const root = new URL("../../", import.meta.url);
  const folder = await Deno.makeTempDir();
  try {
    const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", "--no-check", `--coverage=${folder}`, new URL("main.ts", root).href, ...args],
    }).output();
    if (!success) throw new Error(new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr));
    let count = 0;
    for await (const { name: report } of Deno.readDir(folder)) {
      const { url, functions = [] }: Partial<ScriptCoverage> = JSON.parse(
        await Deno.readTextFile(`${folder}/${report}`),
      );
      if (url !== new URL(file, root).href) continue;
      for (const { functionName, ranges } of functions) if (functionName === name) count += ranges[0]?.count ?? 0;
    }
    return count;
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
