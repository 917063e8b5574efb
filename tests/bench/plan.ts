/** What every peer is to run, the same for all; given as JSON in its first argument. */
export interface Plan {
  readonly address: string;
  readonly taskQueue: string;
  /** Started at once, after the warm-up. */
  readonly workflows: number;
  /** Replays of the first workflow's history, after the warm-up. */
  readonly replays: number;
  /** Workflows and replays that are not measured. */
  readonly warmUp: number;
  /** Workflow tasks, and activities, that may run at once. */
  readonly slots: number;
  /** Polls for workflow tasks, and for activities, that may be open at once. */
  readonly pollers: number;
}

/** What a peer prints, as JSON: processor time is its own process's, user and system, of all its threads. */
export interface Measurement {
  /** From starting the first workflow to the last result. */
  readonly seconds: number;
  readonly cpuMs: number;
  readonly replayCpuMs: number;
  /** The most memory that it ever had. */
  readonly peakRssBytes: number;
  /** Length of one history. */
  readonly events: number;
}
