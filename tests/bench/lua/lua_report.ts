/** The answer of a program, and the milliseconds of processor time of its best round. */
export interface LuaRun {
  readonly answer: string;
  readonly milliseconds: number;
}

/** Length of the source text that is compiled. */
export const LINES = 5000;

/** What each implementation of Lua prints, as JSON. */
export interface LuaReport {
  readonly runs: Readonly<Record<string, LuaRun>>;
  /** Milliseconds that making a state with its libraries takes; absent where that cannot be measured, as below. */
  readonly creation?: number;
  /** Milliseconds that making a function of {@linkcode LINES} lines takes, the first time. */
  readonly compilation?: number;
  /** Bytes of such a state. */
  readonly idle?: number;
  /** Bytes that a script adds that waits, four calls deep. */
  readonly suspended?: number;
}
