import type { Block, CallExpression, Expression, MethodCallExpression, Span } from "../syntax/mod.ts";

/** A local variable. */
export interface Local extends Span {
  readonly name: string;
  readonly kind: "local" | "function" | "parameter" | "loop" | "type";
  /** What it begins with, when that is a single expression of its own. */
  readonly value: Expression | undefined;
  /** The later variables of the same statement. */
  readonly followers: readonly Local[];
  isRead: boolean;
}

/** The variables of a block, and those around it. */
export interface Scope {
  readonly locals: Map<string, Local>;
  readonly outer: Scope | undefined;
}

/** A global variable being read. */
export interface GlobalRead extends Span {
  readonly name: string;
  readonly scope: Scope;
}

/** What the names in a chunk mean, and where they are used. */
export interface Names {
  readonly locals: Local[];
  readonly globalReads: GlobalRead[];
  /** Names of the globals that the chunk sets. */
  readonly globalWrites: Set<string>;
  /** First parts of the names of types that are no local types. */
  readonly typeNames: Set<string>;
  /** What a name that is a local variable means; the others are globals. */
  readonly meaning: Map<Expression, Local>;
  readonly calls: { readonly call: CallExpression; readonly isAtChunkLevel: boolean }[];
  readonly methodCalls: { readonly call: MethodCallExpression; readonly isAtChunkLevel: boolean }[];
  readonly blocks: Block[];
}

/** The literal in `require("name")`; null when it requires what only a run shows; undefined for other calls. */
export function requiredName({ callee, args }: CallExpression, { meaning }: Names): string | null | undefined {
  if (callee.kind !== "Name" || callee.name !== "require" || meaning.has(callee)) return undefined;
  const [name] = args;
  return name?.kind === "String" ? name.value : null;
}
