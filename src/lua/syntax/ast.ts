import type { Span } from "./position.ts";
import type { GenericParameter, TypeNode } from "./type_ast.ts";

/** A whole source text: the body of its main function. */
export interface Chunk extends Span {
  readonly body: Block;
}

/** Statements with a scope of their own. */
export interface Block extends Span {
  readonly statements: readonly Statement[];
}

export type Statement =
  | LocalStatement
  | AssignmentStatement
  | CallStatement
  | FunctionStatement
  | LocalFunctionStatement
  | ReturnStatement
  | IfStatement
  | WhileStatement
  | RepeatStatement
  | DoStatement
  | NumericForStatement
  | GenericForStatement
  | BreakStatement
  | GotoStatement
  | LabelStatement
  | TypeStatement;

/** The place where a variable is declared. */
export interface Binding extends Span {
  readonly name: string;
  readonly type: TypeNode | undefined;
}

export interface LocalStatement extends Span {
  readonly kind: "Local";
  readonly bindings: readonly Binding[];
  readonly values: readonly Expression[];
}

export interface AssignmentStatement extends Span {
  readonly kind: "Assignment";
  readonly targets: readonly (NameExpression | IndexExpression)[];
  readonly values: readonly Expression[];
}

export interface CallStatement extends Span {
  readonly kind: "CallStatement";
  readonly call: CallExpression | MethodCallExpression;
}

/** `function a.b.c()` or `function a.b:c()`; the latter's function has `self` as its first parameter. */
export interface FunctionStatement extends Span {
  readonly kind: "FunctionStatement";
  readonly target: NameExpression | IndexExpression;
  readonly fn: FunctionExpression;
}

export interface LocalFunctionStatement extends Span {
  readonly kind: "LocalFunction";
  readonly binding: Binding;
  readonly fn: FunctionExpression;
}

export interface ReturnStatement extends Span {
  readonly kind: "Return";
  readonly values: readonly Expression[];
}

export interface IfStatement extends Span {
  readonly kind: "If";
  readonly clauses: readonly IfClause[];
  readonly otherwise: Block | undefined;
}

/** An `if` or `elseif` with its block. */
export interface IfClause extends Span {
  readonly condition: Expression;
  readonly body: Block;
}

export interface WhileStatement extends Span {
  readonly kind: "While";
  readonly condition: Expression;
  readonly body: Block;
}

/** The condition sees the variables of the body. */
export interface RepeatStatement extends Span {
  readonly kind: "Repeat";
  readonly body: Block;
  readonly condition: Expression;
}

export interface DoStatement extends Span {
  readonly kind: "Do";
  readonly body: Block;
}

export interface NumericForStatement extends Span {
  readonly kind: "NumericFor";
  readonly binding: Binding;
  readonly first: Expression;
  readonly last: Expression;
  readonly step: Expression | undefined;
  readonly body: Block;
}

export interface GenericForStatement extends Span {
  readonly kind: "GenericFor";
  readonly bindings: readonly Binding[];
  readonly values: readonly Expression[];
  readonly body: Block;
}

export interface BreakStatement extends Span {
  readonly kind: "Break";
}

export interface GotoStatement extends Span {
  readonly kind: "Goto";
  readonly label: string;
}

export interface LabelStatement extends Span {
  readonly kind: "Label";
  readonly name: string;
}

/** `type Name<T> = …`. */
export interface TypeStatement extends Span {
  readonly kind: "Type";
  readonly name: string;
  readonly generics: readonly GenericParameter[];
  readonly type: TypeNode;
}

export type Expression =
  | NilExpression
  | BooleanExpression
  | NumberExpression
  | StringExpression
  | VarargExpression
  | FunctionExpression
  | NameExpression
  | IndexExpression
  | CallExpression
  | MethodCallExpression
  | BinaryExpression
  | UnaryExpression
  | TableExpression
  | ParenthesizedExpression
  | CastExpression
  | NonNilExpression;

export interface NilExpression extends Span {
  readonly kind: "Nil";
}

export interface BooleanExpression extends Span {
  readonly kind: "Boolean";
  readonly value: boolean;
}

export interface NumberExpression extends Span {
  readonly kind: "Number";
  readonly value: number | bigint;
}

/** `value` is a byte string. */
export interface StringExpression extends Span {
  readonly kind: "String";
  readonly value: string;
}

export interface VarargExpression extends Span {
  readonly kind: "Vararg";
}

export interface FunctionExpression extends Span {
  readonly kind: "Function";
  readonly generics: readonly GenericParameter[];
  readonly params: readonly Binding[];
  /** `...` or `...: T`. */
  readonly vararg: { readonly type: TypeNode | undefined } | undefined;
  /** Undefined without an annotation. */
  readonly returns: readonly TypeNode[] | undefined;
  readonly body: Block;
}

export interface NameExpression extends Span {
  readonly kind: "Name";
  readonly name: string;
}

/** `object[key]`; `object.name` has a string as its key. */
export interface IndexExpression extends Span {
  readonly kind: "Index";
  readonly object: Expression;
  readonly key: Expression;
}

export interface CallExpression extends Span {
  readonly kind: "Call";
  readonly callee: Expression;
  readonly args: readonly Expression[];
}

export interface MethodCallExpression extends Span {
  readonly kind: "MethodCall";
  readonly object: Expression;
  readonly method: string;
  readonly args: readonly Expression[];
}

export type BinaryOperator =
  | "or"
  | "and"
  | "<"
  | ">"
  | "<="
  | ">="
  | "~="
  | "=="
  | "|"
  | "~"
  | "&"
  | "<<"
  | ">>"
  | ".."
  | "+"
  | "-"
  | "*"
  | "/"
  | "//"
  | "%"
  | "^";

export interface BinaryExpression extends Span {
  readonly kind: "Binary";
  readonly operator: BinaryOperator;
  /** Where the operator stands: errors are reported there. */
  readonly line: number;
  readonly left: Expression;
  readonly right: Expression;
}

export interface UnaryExpression extends Span {
  readonly kind: "Unary";
  readonly operator: "not" | "-" | "#" | "~";
  readonly operand: Expression;
}

export interface TableExpression extends Span {
  readonly kind: "Table";
  readonly items: readonly TableItem[];
}

/** An item of a table constructor; without a key it gets the next index. */
export interface TableItem extends Span {
  readonly key: Expression | undefined;
  readonly value: Expression;
}

/** `(e)`: gives exactly one value. */
export interface ParenthesizedExpression extends Span {
  readonly kind: "Parenthesized";
  readonly inner: Expression;
}

/** `e as T` or `e :: T`: unchecked. */
export interface CastExpression extends Span {
  readonly kind: "Cast";
  readonly inner: Expression;
  readonly type: TypeNode;
}

/** `e!`: unchecked. */
export interface NonNilExpression extends Span {
  readonly kind: "NonNil";
  readonly inner: Expression;
}
