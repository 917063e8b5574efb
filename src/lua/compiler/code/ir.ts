/*
 * The intermediate representation of a function: structured statements whose operands are JavaScript text. It is printed
 * twice: as a fast structured function, and as a state machine that can go on from any place where the first one stopped.
 *
 * All variables are declared at the head of the function, so that both forms see the same ones.
 */

/** JavaScript text of an operand: a variable, a literal, or arithmetic on such, without side effects. */
export interface Operand {
  readonly text: string;
  readonly type: StaticType;
  /** Of a number: no larger than this, positive or negative, when that is known. */
  readonly bound?: number;
  /** A float when it is a number: calculating with it needs no care for large integers. Of any value: likely one. */
  readonly float?: boolean;
}

/** What is known of a value at compile time; a `number` is one of JavaScript, no bigint. */
export type StaticType = "number" | "string" | "boolean" | "nil" | "table" | "function" | "any";

/** What to do with the result of a call: keep the first value, keep all as they are, keep its truth, or nothing. */
export type Use = "first" | "all" | "truth" | "nothing";

/** Plain JavaScript that cannot stop. */
export interface PlainNode {
  readonly kind: "plain";
  readonly text: string;
  readonly line: number;
}

/** Something that may stop: a call, or what may end in the call of a metamethod. */
export interface OperationNode {
  readonly kind: "operation";
  /** Tried first, where there is something faster. */
  readonly fast?: {
    readonly test: string;
    /** A statement; absent when the test has done it. */
    readonly text?: string;
  };
  /** A JavaScript expression that gives one value or SUSPENDED; of a call: its result. */
  readonly slow: string;
  readonly target?: string;
  readonly use: Use;
  /** Calls a function of the script, which may give any number of values. */
  readonly call?: boolean;
  /** A call of a method: errors do not count `self` as an argument. */
  readonly method?: boolean;
  /** Number of the place where the function stops when this does. */
  readonly place: number;
  readonly line: number;
}

/** Leaves the function with a JavaScript expression that gives the result of a call. */
export interface ReturnNode {
  readonly kind: "return";
  readonly value: string;
  /** See {@linkcode OperationNode.method}. */
  readonly method?: boolean;
  readonly line: number;
}

export interface IfNode {
  readonly kind: "if";
  readonly test: string;
  readonly then: readonly IrNode[];
  readonly otherwise: readonly IrNode[];
  readonly line: number;
}

/** Repeats its body until a break; `step` runs between two turns. */
export interface LoopNode {
  readonly kind: "loop";
  readonly id: number;
  readonly test?: string;
  readonly step?: string;
  readonly body: readonly IrNode[];
  readonly line: number;
}

export interface BreakNode {
  readonly kind: "break";
  readonly loop: number;
}

/** A block with labels: `parts[n]` follows the label `labels[n - 1]`. */
export interface LabelsNode {
  readonly kind: "labels";
  readonly labels: readonly number[];
  readonly parts: readonly (readonly IrNode[])[];
}

export interface GotoNode {
  readonly kind: "goto";
  readonly label: number;
}

export type IrNode =
  | PlainNode
  | OperationNode
  | ReturnNode
  | IfNode
  | LoopNode
  | BreakNode
  | LabelsNode
  | GotoNode;

/** A function ready to be printed. */
export interface FunctionIr {
  readonly id: number;
  /** Variables of outer functions that it uses. */
  readonly upvalues: readonly string[];
  readonly params: readonly string[];
  readonly vararg: boolean;
  /** Its variables, beside the parameters. */
  readonly locals: readonly string[];
  readonly body: readonly IrNode[];
  /** Line of each place. */
  readonly placeLines: readonly number[];
  readonly line: number;
  /** It calls or loops, so that entering it must be counted. */
  readonly counted: boolean;
  /** Its inline caches: variables outside of it. */
  readonly caches: readonly string[];
  /** Ids of the functions whose closures it makes. */
  readonly inner: ReadonlySet<number>;
}
