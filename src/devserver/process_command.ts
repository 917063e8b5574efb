import { build, files, isMissingPermission, isNotFound, processes } from "../platform/mod.ts";

/**
 * The command line of a process that runs; undefined when there is none, or nobody can tell.
 *
 * @param pid of a process that may have ended
 */
export function processCommand(pid: number): string | undefined {
  if (build.os === "linux") {
    try {
      return files.readTextFileSync(`/proc/${pid}/cmdline`).replaceAll("\0", " ").trim() || undefined;
    } catch (error) {
      // Deno guards /proc: the compiled file, which has no general permission, has to ask another program.
      if (!isMissingPermission(error)) return undefined;
    }
  }
  try {
    const { stdout } = processes.output("ps", ["-ww", "-o", "args=", "-p", `${pid}`]);
    return new TextDecoder().decode(stdout).trim() || undefined;
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}
