/** Why a state was ended from outside; no `pcall` catches it. */
export type FaultReason =
  /** Ran longer than its time budget without yielding. */
  | "budget"
  /** Holds more memory than it may, or filled a table beyond its limit. */
  | "memory"
  /** The run or call that the state belongs to was canceled. */
  | "canceled"
  /** The code does not fit the history of the run. */
  | "nondeterminism"
  /** The run asked for more than Temporal can store. */
  | "size"
  /** A native function failed in a way that is our bug. */
  | "internal";

/** Ends a Lua state for good (architecture.md §2): not catchable, reported with the position where it struck. */
export class Fault extends Error {
  /** Lua frames at the moment of the fault, innermost first; filled in by the engine. */
  luaStack: string[] = [];

  constructor(readonly reason: FaultReason, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "Fault";
  }
}
