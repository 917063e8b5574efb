import type { Data } from "../../base/mod.ts";

/** Calls another entry: an activity in a workflow, an in-process call elsewhere. Replies `value` or `nil, err`. */
export interface CallCommand {
  readonly type: "call";
  /** Entry id, checked to have a namespace and a name. */
  readonly target: string;
  readonly args: readonly Data[];
  /** The executor's `with_options`, keys as the script wrote them. */
  readonly options: ReadonlyMap<string, Data>;
  /** The executor's `with_context`. */
  readonly context: ReadonlyMap<string, Data>;
}

/** Waits. Replies nothing, or `nil, err` when the wait was canceled. */
export interface SleepCommand {
  readonly type: "sleep";
  /** 0 and less: replies at once. */
  readonly nanoseconds: number;
}

/** Starts a timer behind `time.after`, `time.timer` or a ticker. Replies nothing when it fires; never, once canceled. */
export interface TimerCommand {
  readonly type: "timer";
  /** More than 0. */
  readonly nanoseconds: number;
}

/** Withdraws a pending command, which must be the very object that was issued. Replies nothing, at once. */
export interface CancelCommand {
  readonly type: "cancel";
  readonly command: CallCommand | TimerCommand;
}

/** Everything that a script can ask of its world. Host modules add theirs in modules/host. */
export type WorldCommand = CallCommand | SleepCommand | TimerCommand | CancelCommand;
