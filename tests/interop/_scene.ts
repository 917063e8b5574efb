import type { TestApp } from "../support/running_app.ts";
import type { Peer } from "./_peer.ts";

/** Our application and a program on another SDK, each with a worker on a queue of its own. */
export interface Scene extends TestApp {
  readonly peer: Peer;
  /** Our queue. */
  readonly ours: string;
  /** The peer's queue. */
  readonly theirs: string;
  /** Runs a command of `lunation` with a client of its own; gives what it prints. */
  command(...words: string[]): Promise<string>;
}

/** Rows of the interop matrix, by name. */
export type Rows = Readonly<Record<string, (scene: Scene) => Promise<void>>>;
