import { failure } from "../../failure.ts";
import { LuaError } from "../../lua_error.ts";
import type { TypeNode } from "../../syntax/mod.ts";
import { Userdata, type UserdataType } from "../../userdata.ts";
import type { LuaValue } from "../../value.ts";
import { fromHost } from "../runtime/handles.ts";
import { Table } from "../runtime/table.ts";
import { checkValue } from "./check_value.ts";
import { type ScopedType, TypeScope } from "./type_scope.ts";
import { typeText } from "./type_text.ts";

/** A type in a script's hands (contract/lua-modules.md §1.2): `T(v)`, `T:is(v)`, reflection. */
export class TypeValue extends Userdata {
  override readonly type: UserdataType = typeType;

  constructor(readonly scoped: ScopedType) {
    super();
  }

  /** What is wrong with a value, or undefined. */
  problemWith(value: LuaValue): string | undefined {
    return checkValue(this.scoped.type, fromHost(value), this.scoped.scope);
  }

  get text(): string {
    return this.scoped.name ?? typeText(this.scoped.type);
  }

  /** The type of a part, which sees the same names. */
  part(type: TypeNode | undefined): TypeValue | undefined {
    return type && new TypeValue({ name: undefined, type, generics: [], scope: this.scoped.scope });
  }

  parts(types: readonly TypeNode[]): Table {
    return new Table(types.map((type) => this.part(type)));
  }

  /** The type without names that stand for it and annotations. */
  get node(): TypeNode {
    return resolveName(this.scoped);
  }

  /** The type of a field, for `T.field`. */
  field(name: string): TypeValue | undefined {
    const { node } = this;
    return node.kind === "RecordType" ? this.part(node.fields.find((field) => field.name === name)?.type) : undefined;
  }
}

function resolveName({ type, scope }: ScopedType, depth = 0): TypeNode {
  if (type.kind === "AnnotatedType") return resolveName({ name: undefined, type: type.inner, generics: [], scope });
  const declared = type.kind === "NamedType" ? scope.find(type.path.join(".")) : undefined;
  return declared === undefined || depth > 20 ? type : resolveName(declared, depth + 1);
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
  if (left.kind === "LiteralType") return b.problemWith(left.value) === undefined;
  return kindOf(left) === "integer" && kindOf(right) === "number";
}

/** Methods and operators of types. */
const typeType: UserdataType = {
  name: "type",
  methods: {
    is: ([type, value]) => {
      const problem = self(type).problemWith(value);
      return problem === undefined ? [value, undefined] : failure("Invalid", problem);
    },
    kind: ([type]) => kindOf(self(type).node),
    name: ([type]) => self(type).text,
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
    __call: ([type, value]) => {
      const problem = self(type).problemWith(value);
      if (problem !== undefined) throw new LuaError(`${self(type).text}: ${problem}`);
      return value;
    },
    __eq: ([a, b]) => typeText(self(a).node) === typeText(self(b).node),
    __lt: ([a, b]) => isPartOf(self(a), self(b)) && !isPartOf(self(b), self(a)),
    __le: ([a, b]) => isPartOf(self(a), self(b)),
    __tostring: ([type]) => self(type).text,
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
