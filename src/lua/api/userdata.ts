import type { Native, NativeFunction } from "./native.ts";

/** The metamethods that a type of userdata may have; each is called with the operands as its arguments. */
export type Metamethod =
  | "__add"
  | "__sub"
  | "__mul"
  | "__div"
  | "__mod"
  | "__pow"
  | "__unm"
  | "__idiv"
  | "__band"
  | "__bor"
  | "__bxor"
  | "__shl"
  | "__shr"
  | "__bnot"
  | "__concat"
  | "__len"
  | "__eq"
  | "__lt"
  | "__le"
  | "__call"
  | "__tostring";

/** What scripts can do with a class of host objects. One constant per class: engines build its metatable once per state. */
export interface UserdataType {
  /** For error messages: "Time", "Future". */
  readonly name: string;
  readonly methods: Readonly<Record<string, Native>>;
  readonly metamethods?: Readonly<Partial<Record<Metamethod, NativeFunction>>>;
}

/** A host object that scripts hold. One object is one Lua value: it equals itself when it comes back. */
export abstract class Userdata {
  abstract readonly type: UserdataType;
}
