/** For each of the 256 bytes 1 when the class has it. */
export type ByteSet = Uint8Array;

/** One step of a compiled Lua pattern. */
export type PatternItem =
  /** One byte of a set, `repeat` being "", "?", "*", "+" or "-". */
  | { readonly type: "bytes"; readonly set: ByteSet; readonly repeat: string }
  /** `(`, or `()` when `position`. */
  | { readonly type: "open"; readonly position: boolean }
  | { readonly type: "close" }
  /** `%1` to `%9`; 0-based. */
  | { readonly type: "reference"; readonly capture: number }
  /** `%bxy` */
  | { readonly type: "balance"; readonly left: number; readonly right: number }
  /** `%f[set]` */
  | { readonly type: "frontier"; readonly set: ByteSet }
  /** `$` as the last item. */
  | { readonly type: "end" };

/** A Lua pattern that is malformed, or that took too many steps. */
export class PatternError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "PatternError";
  }
}
