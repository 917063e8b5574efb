import process from "node:process";
import { build, files, isNotFound } from "../platform/mod.ts";

/** Whether a process with that id runs. A dead one whose parent has not looked yet does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // A process of somebody else is alive, too.
    return (error as { code?: string }).code === "EPERM";
  }
  if (build.os !== "linux") return true;
  try {
    // `pid (command) state …`; the command may hold parentheses of its own.
    return !/^\d+ \(.*\) Z/s.test(files.readTextFileSync(`/proc/${pid}/stat`));
  } catch (error) {
    // Deno guards /proc: in the compiled file, which has no general permission, the answer to the signal has to do.
    return !isNotFound(error);
  }
}

/** Sends a signal; nothing happens when the process is gone. */
export function sendSignal(pid: number, signal: "SIGTERM" | "SIGKILL"): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as { code?: string }).code !== "ESRCH") throw error;
  }
}
