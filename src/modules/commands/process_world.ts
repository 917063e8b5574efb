import type { World } from "../../lua/api/mod.ts";
import type { Mailbox } from "./mailbox.ts";

/** What a script has as a process. */
export interface Process {
  /** A byte string. */
  readonly pid: string;
  readonly mailbox: Mailbox;
  /** Whether the failure of a linked process is an event, instead of the end of this one; absent in workflows. */
  trapLinks?: boolean;
}

/** A world whose scripts are processes. */
export interface ProcessWorld extends World {
  readonly process: Process;
}

/** The process that a script is; undefined where scripts are only looked at. */
export function processOf(world: World): Process | undefined {
  return (world as Partial<ProcessWorld>).process;
}
