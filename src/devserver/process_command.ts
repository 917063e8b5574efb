/**
 * The command line of a process that runs; undefined when there is none, or nobody can tell.
 *
 * @param pid of a process that may have ended
 */
export function processCommand(pid: number): string | undefined {
  if (Deno.build.os === "linux") {
    try {
      return Deno.readTextFileSync(`/proc/${pid}/cmdline`).replaceAll("\0", " ").trim() || undefined;
    } catch (error) {
      // Deno guards /proc: the compiled file, which has no general permission, has to ask another program.
      if (!(error instanceof Deno.errors.NotCapable)) return undefined;
    }
  }
  try {
    const { stdout } = new Deno.Command("ps", { args: ["-ww", "-o", "args=", "-p", `${pid}`], stderr: "null" })
      .outputSync();
    return new TextDecoder().decode(stdout).trim() || undefined;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}
