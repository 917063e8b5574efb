import { dirname } from "node:path";
import { sleep } from "../base/mod.ts";
import { files, isAlreadyThere, isNotFound, program } from "../platform/mod.ts";
import { isAlive } from "./process_alive.ts";

/**
 * Holds a lock between processes while `work` runs. The lock is a file with the holder's process id; one whose holder died
 * is taken over.
 *
 * @param path of the lock file; its folder is created
 * @param onWait called once when another process holds the lock, with its id
 * @param signal ends the waiting
 */
export async function withFileLock<T>(
  path: string,
  signal: AbortSignal,
  onWait: (holder: number) => void,
  work: () => Promise<T>,
): Promise<T> {
  await files.mkdir(dirname(path), { recursive: true });
  let told = false;
  while (!acquire(path)) {
    const holder = holderOf(path);
    if (holder === undefined || !isAlive(holder)) {
      steal(path, holder);
      continue;
    }
    if (!told) onWait(holder);
    told = true;
    await sleep(200, signal);
  }
  try {
    return await work();
  } finally {
    if (holderOf(path) === program.pid) files.removeSync(path);
  }
}

/** The id is written to a file of its own first: a lock is never seen empty. */
function acquire(path: string): boolean {
  const own = `${path}.${program.pid}.${crypto.randomUUID()}`;
  files.writeTextFileSync(own, String(program.pid));
  try {
    files.linkSync(own, path);
    return true;
  } catch (error) {
    if (isAlreadyThere(error)) return false;
    throw error;
  } finally {
    files.removeSync(own);
  }
}

function holderOf(path: string): number | undefined {
  try {
    return Number(files.readTextFileSync(path)) || undefined;
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

/** Moves a dead holder's lock away. The move is undone when somebody living took the lock meanwhile. */
function steal(path: string, dead: number | undefined): void {
  const away = `${path}.${crypto.randomUUID()}`;
  try {
    files.renameSync(path, away);
    if (holderOf(away) !== dead) files.linkSync(away, path);
    files.removeSync(away);
  } catch (error) {
    if (!(isNotFound(error) || isAlreadyThere(error))) throw error;
  }
}
