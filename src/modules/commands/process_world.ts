import type { World } from "../../lua/mod.ts";
import type { Mailbox } from "./mailbox.ts";

/** What a script that is a process has and a mere function has not. */
export interface Process {
  /** A byte string. */
  readonly pid: string;
  readonly mailbox: Mailbox;
}

/** A world whose scripts are processes. */
export interface ProcessWorld extends World {
  readonly process: Process;
}

/** The process that a script is; undefined for others. */
export function processOf(world: World): Process | undefined {
  return (world as Partial<ProcessWorld>).process;
}
