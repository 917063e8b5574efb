import { join } from "node:path";
import { files, isNotFound, program } from "../platform/mod.ts";

/** What is known about the dev server of one application; kept in `server.json`. */
export interface ServerState {
  /** The server's process. */
  readonly pid: number;
  /** The Lunation process that stops it. */
  readonly owner: number;
  readonly port: number;
  readonly uiPort: number;
  /** ISO 8601. */
  readonly startedAt: string;
}

/** Reads `server.json`; undefined when there is none or it cannot be understood (a crash may have cut it off). */
export function readServerState(folder: string): ServerState | undefined {
  try {
    const state = JSON.parse(files.readTextFileSync(fileIn(folder)));
    const isWhole = ["pid", "owner", "port", "uiPort"].every((key) => Number.isSafeInteger(state?.[key]));
    return isWhole ? state : undefined;
  } catch (error) {
    if (isNotFound(error) || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Writes `server.json` in one piece. */
export function writeServerState(folder: string, state: ServerState): void {
  const draft = `${fileIn(folder)}.${program.pid}`;
  files.writeTextFileSync(draft, `${JSON.stringify(state)}\n`);
  files.renameSync(draft, fileIn(folder));
}

/** Removes `server.json`, unless another server took its place. */
export function removeServerState(folder: string, pid: number): void {
  if (readServerState(folder)?.pid === pid) files.removeSync(fileIn(folder));
}

function fileIn(folder: string): string {
  return join(folder, "server.json");
}
