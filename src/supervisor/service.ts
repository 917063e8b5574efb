import type { Component } from "../base/mod.ts";
import type { Lifecycle } from "./lifecycle.ts";

/** One component that is kept running, described. */
export interface Service {
  /** Id of the entry. */
  readonly id: string;
  /** Ids of the services that run before this one starts and until it has stopped. */
  readonly needs: readonly string[];
  /** Ids of services that it may use while they run: at the end of the program they stop after it. @default none */
  readonly uses?: readonly string[];
  readonly lifecycle: Lifecycle;
  /**
   * Makes the component; called anew for each attempt, since an object lives one life. Does no I/O, so what it throws
   * is final.
   *
   * @param component the running component of one of the needs
   */
  create(component: (id: string) => Component): Promise<Component>;
}
