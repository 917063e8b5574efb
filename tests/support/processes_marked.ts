/** A process on this machine. */
export interface MarkedProcess {
  readonly pid: number;
  readonly command: string;
}

/**
 * Finds the processes that were started with a variable in their environment, directly or by their ancestors; only on
 * Linux, elsewhere none.
 *
 * @param mark `NAME=value`
 */
export async function processesMarked(mark: string): Promise<MarkedProcess[]> {
  if (Deno.build.os !== "linux") return [];
  const found: MarkedProcess[] = [];
  for await (const { name } of Deno.readDir("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    const environment = await readProcessFile(name, "environ");
    if (!environment.includes(mark)) continue;
    const command = await readProcessFile(name, "cmdline");
    found.push({ pid: Number(name), command: command.join(" ").trim() });
  }
  return found;
}

/** Gives the parts of such a file; none when the process has ended or belongs to somebody else. */
async function readProcessFile(pid: string, file: string): Promise<string[]> {
  try {
    return (await Deno.readTextFile(`/proc/${pid}/${file}`)).split("\0");
  } catch {
    return [];
  }
}
