import { toByteString } from "../../../base/mod.ts";
import { LuaError, LuaType, luaType, type LuaValue, ModuleType, type UserdataType } from "../../api/mod.ts";
import type { TypeNode } from "../../syntax/mod.ts";
import { fromHost, toHost } from "../support/handles.ts";
import { typeOf } from "../support/metatable.ts";
import { Table } from "../support/table.ts";
import type { Value } from "../support/value.ts";
import { checkValue } from "./check_value.ts";
import { pathOf } from "./outside_type.ts";
import { type OutsideType, type ScopedType, TypeScope } from "./type_scope.ts";
import { typeText } from "./type_text.ts";

/** So many meanings of one type are kept. */
const MOST_MEANINGS = 100;

/** A type that the source declares or names. It belongs to no state. */
export class TypeValue extends LuaType {
  override readonly type: UserdataType = typeType;
  readonly #meanings: { readonly types: readonly (LuaType | undefined)[]; readonly value: TypeValue }[] = [];

  /**
   * @param outside the parts that only a run tells: see {@linkcode of}
   */
  constructor(readonly scoped: ScopedType, readonly outside: readonly OutsideType[] = []) {
    super();
  }

  /**
   * The type as it is in a run.
   *
   * @param roots values of the variables that the paths of the outside types begin with
   * @returns the same one while the outside types mean the same
   */
  of(...roots: Value[]): TypeValue {
    const types = this.outside.map((node, i) => outsideType(node, roots[i]));
    const known = this.#meanings.find((meaning) => meaning.types.every((type, i) => type === types[i]));
    if (known !== undefined) return known.value;
    const outside = new Map(this.outside.map((node, i) => {
      const type = types[i];
      return [node, type instanceof TypeValue ? type.scoped : type as ModuleType | undefined];
    }));
    const value = new TypeValue({ ...this.scoped, outside });
    this.#meanings.push({ types, value });
    if (this.#meanings.length > MOST_MEANINGS) this.#meanings.shift();
    return value;
  }

  override problemWith(value: LuaValue): string | undefined {
    return checkValue(this.scoped.type, fromHost(value), this.scoped);
  }

  override get text(): string {
    return this.scoped.name ?? typeText(this.scoped.type);
  }

  override get definition(): string {
    return typeText(this.node);
  }

  /** The type of a part, which sees the same names. */
  part(type: TypeNode | undefined): TypeValue | undefined {
    const { scope, outside } = resolveName(this.scoped);
    return type && new TypeValue({ name: undefined, type, generics: [], scope, outside });
  }

  parts(types: readonly TypeNode[]): Table {
    return new Table(types.map((type) => this.part(type)));
  }

  /** The type without names that stand for it and annotations. */
  get node(): TypeNode {
    return resolveName(this.scoped).type;
  }

  override field(name: string): TypeValue | undefined {
    const { node } = this;
    return node.kind === "RecordType" ? this.part(node.fields.find((field) => field.name === name)?.type) : undefined;
  }
}

/** Follows the names of types to what they stand for. */
function resolveName(scoped: ScopedType, depth = 0): ScopedType {
  const { type, scope, outside } = scoped;
  if (depth > 20) return scoped;
  if (type.kind === "AnnotatedType") return resolveName({ ...scoped, type: type.inner }, depth);
  if (type.kind !== "NamedType" && type.kind !== "TypeofType") return scoped;
  const found = outside?.get(type);
  if (found instanceof ModuleType) return scoped;
  const declared = found ?? (type.kind === "NamedType" ? scope.find(type.path.join(".")) : undefined);
  return declared === undefined
    ? scoped
    : resolveName({ ...declared, outside: declared.outside ?? outside }, depth + 1);
}

/** What an outside type means; any type for one of a builtin module that is not described here. */
function outsideType(node: OutsideType, root: Value): LuaType | undefined {
  let [value, isBuiltin] = [root, false];
  for (const name of pathOf(node)?.slice(1) ?? []) {
    isBuiltin = value instanceof Table && value.isLibrary;
    value = value instanceof Table ? value.rawGet(name) : undefined;
  }
  if (node.kind === "TypeofType") return typeOfValue(value);
  if (value instanceof LuaType) return value;
  return isBuiltin && value === undefined ? builtinType("any") : undefined;
}

const KINDS: Readonly<Record<TypeNode["kind"], string>> = {
  NamedType: "",
  LiteralType: "literal",
  ArrayType: "array",
  RecordType: "record",
  FunctionType: "function",
  OptionalType: "optional",
  UnionType: "union",
  IntersectionType: "intersection",
  ReadonlyType: "readonly",
  TypeofType: "typeof",
  AnnotatedType: "annotated",
};

function kindOf(node: TypeNode): string {
  if (node.kind === "NamedType") return node.path.join(".");
  return node.kind === "RecordType" && node.fields.length === 0 && node.indexers.length > 0 ? "map" : KINDS[node.kind];
}

function self(value: LuaValue): TypeValue {
  if (value instanceof TypeValue) return value;
  throw new LuaError("bad argument #1 (type expected)");
}

/** True when every value of `a` is one of `b`, as far as their texts and unions tell. */
function isPartOf(a: TypeValue, b: TypeValue): boolean {
  const [left, right] = [a.node, b.node];
  if (typeText(left) === typeText(right) || kindOf(right) === "any" || kindOf(right) === "unknown") return true;
  if (kindOf(left) === "never") return true;
  if (left.kind === "UnionType") return left.variants.every((variant) => isPartOf(a.part(variant) as TypeValue, b));
  if (right.kind === "UnionType") return right.variants.some((variant) => isPartOf(a, b.part(variant) as TypeValue));
  if (right.kind === "OptionalType") {
    const inner = left.kind === "OptionalType" ? a.part(left.inner) : a;
    return kindOf(left) === "nil" || isPartOf(inner as TypeValue, b.part(right.inner) as TypeValue);
  }
  if (left.kind === "LiteralType") return b.problemWith(toHost(left.value)) === undefined;
  return kindOf(left) === "integer" && kindOf(right) === "number";
}

/** Methods and operators of types. */
const typeType: UserdataType = {
  name: "type",
  methods: {
    ...luaType.methods,
    kind: ([type]) => toByteString(kindOf(self(type).node)),
    fields: ([type]) => {
      const { node } = self(type);
      const fields = node.kind === "RecordType" ? node.fields : [];
      return new Table([], fields.map((field) => field.name), fields.map((field) => self(type).part(field.type)));
    },
    elem: ([type]) => {
      const { node } = self(type);
      return node.kind === "ArrayType" ? self(type).part(node.element) : undefined;
    },
    key: ([type]) => {
      const { node } = self(type);
      return node.kind === "RecordType" ? self(type).part(node.indexers[0]?.key) : undefined;
    },
    val: ([type]) => {
      const { node } = self(type);
      return node.kind === "RecordType" ? self(type).part(node.indexers[0]?.value) : undefined;
    },
    inner: ([type]) => {
      const { node } = self(type);
      return node.kind === "OptionalType" || node.kind === "ReadonlyType" ? self(type).part(node.inner) : undefined;
    },
    variants: ([type]) => {
      const { node } = self(type);
      return self(type).parts(node.kind === "UnionType" || node.kind === "IntersectionType" ? node.variants : []);
    },
    params: ([type]) => {
      const { node } = self(type);
      return self(type).parts(node.kind === "FunctionType" ? node.params.map((param) => param.type) : []);
    },
    ret: ([type]) => {
      const { node } = self(type);
      return self(type).parts(node.kind === "FunctionType" ? node.returns : []);
    },
  },
  metamethods: {
    ...luaType.metamethods,
    __lt: ([a, b]) => isPartOf(self(a), self(b)) && !isPartOf(self(b), self(a)),
    __le: ([a, b]) => isPartOf(self(a), self(b)),
  },
};

const builtinScope = new TypeScope();
const builtin = new Map<string, TypeValue>();

/** The type value of a type without declaration, such as `number`; always the same one. */
export function builtinType(name: string): TypeValue {
  let value = builtin.get(name);
  if (value === undefined) {
    const origin = { offset: 0, line: 1, column: 1 };
    const type: TypeNode = { kind: "NamedType", path: [name], args: [], start: origin, end: origin };
    builtin.set(name, value = new TypeValue({ name, type, generics: [], scope: builtinScope }));
  }
  return value;
}

/** `typeof(v)`: the type of a value. */
export function typeOfValue(value: Value): TypeValue {
  return builtinType(typeof value === "number" && Number.isInteger(value) ? "integer" : typeOf(value));
}

/** What the names of the type syntax stand for in expressions, where no global of that name is set. */
export const typeNames: Readonly<Record<string, Value>> = {
  boolean: builtinType("boolean"),
  integer: builtinType("integer"),
  number: builtinType("number"),
  typeof: (value: Value) => typeOfValue(value),
};
