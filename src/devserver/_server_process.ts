import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { sleep } from "../base/mod.ts";
import { isAlive, sendSignal } from "./process_alive.ts";

/** Milliseconds that a server gets to end before it is killed. */
const STOP_TIME = 10_000;

/** A dev server's process, started by us or found. */
export interface ServerProcess {
  readonly pid: number;
  /** Asks it to end, kills it when it does not, and resolves when it is gone. */
  stop(): Promise<void>;
}

/**
 * Starts a program in a session of its own, so that Ctrl-C in a terminal does not reach it; its output goes to a file,
 * since a pipe would break when we die.
 *
 * @throws Error when it cannot be started
 */
export async function spawnServer(program: string, args: readonly string[], logFile: string): Promise<ServerProcess> {
  const log = openSync(logFile, "w");
  let child: ChildProcess;
  try {
    child = spawn(program, args, { detached: true, stdio: ["ignore", log, log] });
  } finally {
    closeSync(log);
  }
  const exited = new Promise<void>((resolve, reject) => {
    child.once("exit", () => resolve());
    child.once("error", reject);
  });
  exited.catch(() => {});
  if (child.pid === undefined) await exited;
  child.unref();
  const pid = child.pid!;
  const stop = async () => {
    child.ref();
    const kill = setTimeout(() => sendSignal(pid, "SIGKILL"), STOP_TIME);
    if (child.exitCode === null && child.signalCode === null) sendSignal(pid, "SIGTERM");
    await exited;
    clearTimeout(kill);
  };
  return { pid, stop };
}

/** Takes charge of a server that another process started. */
export function adoptServer(pid: number): ServerProcess {
  const stop = async () => {
    sendSignal(pid, "SIGTERM");
    const end = performance.now() + STOP_TIME;
    while (isAlive(pid)) {
      if (performance.now() > end) sendSignal(pid, "SIGKILL");
      await sleep(50);
    }
  };
  return { pid, stop };
}
