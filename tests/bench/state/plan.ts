/** What every worker is to do, the same for all; given as JSON in its first argument. */
export interface StatePlan {
  readonly address: string;
  /** Workflows that wait in the cache. */
  readonly idle: number;
  /** Activities, one after the other, of the workflow whose history is replayed: six events each. */
  readonly steps: number;
  readonly replays: number;
  /** Signals to one workflow. */
  readonly signals: number;
}

/** What a worker prints, as JSON; processor time is that of its process, the client's included. */
export interface StateMeasurement {
  /** Resident memory that one more idle workflow takes. */
  readonly idleBytes: number;
  readonly signalsCpuMs: number;
  readonly signalsSeconds: number;
  /** For one replay. */
  readonly replayCpuMs: number;
  readonly events: number;
}
