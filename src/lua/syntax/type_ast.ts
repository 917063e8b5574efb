import type { Expression } from "./ast.ts";
import type { Span } from "./position.ts";

/** A type, as annotations and `type` statements write it (spec/lua-modules.md §1.2). */
export type TypeNode =
  | NamedType
  | LiteralType
  | ArrayType
  | RecordType
  | FunctionType
  | OptionalType
  | UnionType
  | IntersectionType
  | ReadonlyType
  | TypeofType
  | AnnotatedType;

/** `number`, `process.Message`, `Box<number>`; also the words `nil` and `function`. */
export interface NamedType extends Span {
  readonly kind: "NamedType";
  /** The parts between the dots. */
  readonly path: readonly string[];
  readonly args: readonly TypeNode[];
}

/** `"x"`, `3`, `true`. */
export interface LiteralType extends Span {
  readonly kind: "LiteralType";
  readonly value: string | number | boolean;
}

/** `{T}` or `T[]`. */
export interface ArrayType extends Span {
  readonly kind: "ArrayType";
  readonly element: TypeNode;
}

/** `{a: T, b?: U, [K]: V}`. */
export interface RecordType extends Span {
  readonly kind: "RecordType";
  readonly fields: readonly TypeField[];
  /** The `[K]: V` parts whose key is a type. */
  readonly indexers: readonly TypeIndexer[];
}

export interface TypeField extends Span {
  readonly name: string;
  readonly type: TypeNode;
  readonly optional: boolean;
  readonly readonly: boolean;
}

export interface TypeIndexer extends Span {
  readonly key: TypeNode;
  readonly value: TypeNode;
  readonly readonly: boolean;
}

/** `(A, b: B, ...: C) -> (R1, R2)`. */
export interface FunctionType extends Span {
  readonly kind: "FunctionType";
  readonly generics: readonly GenericParameter[];
  readonly params: readonly TypeParameter[];
  /** Type of the further arguments. */
  readonly rest: TypeNode | undefined;
  readonly returns: readonly TypeNode[];
}

/** One parameter of a function type. */
export interface TypeParameter extends Span {
  readonly name: string | undefined;
  readonly type: TypeNode;
}

/** One name between `<` and `>` of a declaration. */
export interface GenericParameter extends Span {
  readonly name: string;
  readonly bound: TypeNode | undefined;
}

/** `T?`. */
export interface OptionalType extends Span {
  readonly kind: "OptionalType";
  readonly inner: TypeNode;
}

/** `A | B`. */
export interface UnionType extends Span {
  readonly kind: "UnionType";
  readonly variants: readonly TypeNode[];
}

/** `A & B`. */
export interface IntersectionType extends Span {
  readonly kind: "IntersectionType";
  readonly variants: readonly TypeNode[];
}

/** `readonly T`. */
export interface ReadonlyType extends Span {
  readonly kind: "ReadonlyType";
  readonly inner: TypeNode;
}

/** `typeof(expression)`. */
export interface TypeofType extends Span {
  readonly kind: "TypeofType";
  readonly expression: Expression;
}

/** `T @min(1) @max(9)`. */
export interface AnnotatedType extends Span {
  readonly kind: "AnnotatedType";
  readonly inner: TypeNode;
  readonly annotations: readonly TypeAnnotation[];
}

/** One `@name(arguments)`. */
export interface TypeAnnotation extends Span {
  readonly name: string;
  readonly args: readonly (string | number | boolean)[];
}
