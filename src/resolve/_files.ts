import { dirname } from "node:path";
import { build, files, isAlreadyThere, isNotFound } from "../platform/mod.ts";

/** Largest env file, in bytes. */
const MAX_BYTES = 1024 * 1024;
const FILE_MODE = 0o644;
const HAS_MODES = build.os !== "windows";

/** A file that is there and cannot be used; the message continues a sentence. */
export class UnusableFile extends Error {}

/**
 * The text of a file; undefined when there is none.
 *
 * @throws {UnusableFile} when it is too large or not UTF-8 text; what the operating system refuses
 */
export async function readTextOrNothing(path: string): Promise<string | undefined> {
  try {
    const { isFile, size } = await files.stat(path);
    if (!isFile) throw new UnusableFile("it is not a file");
    if (size > MAX_BYTES) throw new UnusableFile("it is larger than 1 MiB");
    return decode(await files.readFile(path));
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new UnusableFile("it is not UTF-8 text"); // the decoder's own message does not name the fault
  }
}

/** Replaces a file's text in one step, through `<path>.tmp`; a symbolic link stays one. @param mode else as it was, or 0644 */
export async function replaceFile(path: string, text: string, mode: number | undefined): Promise<void> {
  const target = await realPath(path);
  const temporary = `${target}.tmp`;
  await removeIfThere(temporary);
  try {
    using file = await files.open(temporary, { write: true, createNew: true, mode: 0o600 });
    if (HAS_MODES) await files.chmod(temporary, mode ?? await modeOf(target) ?? FILE_MODE);
    const bytes = new TextEncoder().encode(text);
    for (let at = 0; at < bytes.length;) at += await file.write(bytes.subarray(at));
    await file.sync();
    await files.rename(temporary, target);
  } catch (error) {
    await removeIfThere(temporary);
    throw error;
  }
}

/** How {@linkcode withLock} locks. */
export interface LockOptions {
  /** Makes missing folders, with that mode. */
  readonly dirMode?: number;
  /** Windows cannot lock folders. @default whether this system can */
  readonly locksFolders?: boolean;
}

/**
 * Runs work while no other caller of this function, in any process, changes the file. The lock is the system's own and
 * ends with the process. It is on the folder and leaves nothing behind; where folders cannot be locked, it is on a file
 * `<path>.lock` that stays.
 */
export async function withLock<T>(
  path: string,
  { dirMode, locksFolders = HAS_MODES }: LockOptions,
  work: () => Promise<T>,
): Promise<T> {
  const target = await realPath(path);
  const folder = dirname(target);
  if (dirMode !== undefined) await makeFolder(folder, dirMode);
  using lock = await (locksFolders ? files.open(folder) : files.open(`${target}.lock`, { write: true, create: true }));
  await lock.lock(true);
  try {
    return await work();
  } finally {
    lock.unlockSync(); // Deno 2.6 keeps the lock beyond the file's close
  }
}

async function makeFolder(folder: string, mode: number): Promise<void> {
  try {
    await files.mkdir(folder);
    if (HAS_MODES) await files.chmod(folder, mode); // mkdir's own mode passes through the umask
  } catch (error) {
    if (isAlreadyThere(error)) return;
    if (!isNotFound(error) || dirname(folder) === folder) throw error;
    await makeFolder(dirname(folder), mode);
    await makeFolder(folder, mode);
  }
}

async function realPath(path: string): Promise<string> {
  try {
    return await files.realPath(path);
  } catch (error) {
    if (isNotFound(error)) return path;
    throw error;
  }
}

async function modeOf(path: string): Promise<number | undefined> {
  try {
    return ((await files.stat(path)).mode ?? FILE_MODE) & 0o777;
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

async function removeIfThere(path: string): Promise<void> {
  try {
    await files.remove(path);
  } catch (error) {
    if (!isNotFound(error)) throw error;
  }
}
