import type { Component } from "../base/mod.ts";

/**
 * What a service is at (spec/registry.md §5). `waiting`: for what it needs, or for its next attempt; `failed`: for
 * good, it is not tried again; `stopped`: ended because everything ends.
 */
export type State = "waiting" | "starting" | "running" | "stopping" | "stopped" | "failed";

/** One change of the state of a service. */
export interface StateChange {
  /** Id of the service. */
  readonly id: string;
  readonly from: State;
  readonly state: State;
  /** Nanoseconds since the Unix epoch. */
  readonly at: bigint;
  /** Why it waits or failed. */
  readonly reason?: string;
  /** It failed, whether it will be tried again or not; the log says so, too. */
  readonly isFailure?: true;
}

/** What a service is at, and how it came there. */
export interface ServiceState {
  readonly id: string;
  /** Whether the application is not whole without it (`lifecycle.startup`). */
  readonly isRequired: boolean;
  readonly state: State;
  /** The last changes of state, the oldest first. */
  readonly history: readonly StateChange[];
  /** While it runs. */
  readonly component?: Component;
}
