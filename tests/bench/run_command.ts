/**
 * Runs a program and gives what it printed; its stderr is shown.
 *
 * @throws Error when it fails, {@linkcode Deno.errors.NotFound} when there is no such program
 */
export async function runCommand(program: string, args: string[], cwd?: string): Promise<string> {
  const { success, stdout } = await new Deno.Command(program, { args, cwd, stderr: "inherit" }).output();
  if (!success) throw new Error(`"${program} ${args.join(" ")}" failed`);
  return new TextDecoder().decode(stdout);
}

/** The same; undefined when the machine has no such program. */
export async function tryCommand(program: string, args: string[]): Promise<string | undefined> {
  try {
    return await runCommand(program, args);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}
