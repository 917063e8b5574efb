import type { ByteString, Data } from "../base/mod.ts";
import type { Pid, SpawnSettings } from "../modules/commands/mod.ts";
import type { ProcessHandle } from "./process_handle.ts";

/** What a spawn target is asked to start. */
export interface SpawnRequest {
  /** Entry id of the code. */
  readonly target: string;
  readonly args: readonly Data[];
  /** Options, name and startup messages; its context values are in `context` already. */
  readonly settings: SpawnSettings;
  /** The spawner's context values, overlaid by those of its settings. */
  readonly context: ReadonlyMap<ByteString, Data>;
  /** Pid of the spawner. */
  readonly from: string;
}

/** Where processes are started by name: a `process.host`, or the workflows of a `temporal.worker`. */
export interface SpawnTarget {
  /**
   * Starts a process; its startup messages are sent too.
   *
   * @throws {AppError} kind NotFound for code that the target does not have, Invalid for bad options, AlreadyExists for a
   * taken id, Unavailable when the target does not run
   */
  spawn(request: SpawnRequest): Promise<ProcessHandle>;
  /** The process with that pid, which need not exist. */
  at(pid: Pid): ProcessHandle;
}
