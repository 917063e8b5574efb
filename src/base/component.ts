import type { ComponentStatus } from "./component_status.ts";

/**
 * Something that runs: a Temporal client, a worker. One object lives one life: a restart creates a new one.
 */
export interface Component {
  /**
   * Resolves when dependants may use the component. When it rejects it has undone whatever it had begun.
   *
   * @param signal aborts when the start takes longer than `lifecycle.start_timeout` or the program is being stopped
   */
  start(signal: AbortSignal): Promise<void>;

  /**
   * Releases everything. Safe before `start`, after a failed `start`, and when called twice.
   *
   * @param signal aborts when the grace period is over: what still runs is cut
   * @returns what was drained and what was cut
   */
  stop(signal: AbortSignal): Promise<StopReport>;

  /** Rejects when the component dies while running; never resolves. */
  readonly failed: Promise<never>;

  /** What it is at. */
  status?(): ComponentStatus;
}

/** How a stop went. */
export interface StopReport {
  /** Descriptions of the pieces of work that did not finish; empty when everything was drained. */
  cut: string[];
}
