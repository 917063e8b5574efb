import type { AppError, Data } from "../base/mod.ts";

/** A message between processes (spec/temporal-workflows.md §8). */
export interface OutgoingMessage {
  readonly topic: string;
  /** Pid of the sender. */
  readonly from: string;
  readonly values: readonly Data[];
}

/** How a process ended (spec/temporal-workflows.md §5). */
export interface Exit {
  /** Nanoseconds since the Unix epoch. */
  readonly at: bigint;
  /** Absent when it returned nothing, and when it failed. */
  readonly value?: Data;
  readonly error?: AppError;
}

/**
 * One process, wherever it lives: a script in this program, or a workflow on a Temporal server. The handle of a start means
 * that very run; one of a pid means whatever runs under it at the time.
 */
export interface ProcessHandle {
  /** `{node@host|unique}`. */
  readonly pid: string;
  /** The very run, of workflows that were started here: runs may replace each other under one pid. */
  readonly runId?: string;
  /**
   * Resolves once the message is accepted.
   *
   * @throws {AppError} kind NotFound when there is no such process (any more), Unavailable when it cannot be reached
   */
  send(message: OutgoingMessage): Promise<void>;
  /**
   * Asks the process to end: it gets a CANCEL event.
   *
   * @param from pid of who asks
   * @throws {AppError} as `send`
   */
  cancel(reason: string, from: string): Promise<void>;
  /**
   * Ends the process at once.
   *
   * @throws {AppError} as `send`
   */
  terminate(): Promise<void>;
  /**
   * Tells once how the process ends, at once when it has ended or never was; never before `watch` has returned.
   *
   * @returns stops watching; the process does not notice
   */
  watch(onExit: (exit: Exit) => void): () => void;
}
