import { Pattern } from "../../library/mod.ts";
import type { AnnotatedType, NamedType, RecordType, TypeAnnotation, TypeNode } from "../../syntax/mod.ts";
import { typeOf } from "../runtime/metatable.ts";
import { Table } from "../runtime/table.ts";
import type { Value } from "../runtime/value.ts";
import type { TypeScope } from "./type_scope.ts";
import { typeText } from "./type_text.ts";

/** Types may mention themselves, and values may hold themselves: deeper parts are taken as they are. */
const MAX_DEPTH = 50;

/** The types with a name of their own; what they accept. */
const BUILTIN: Readonly<Record<string, (value: Value) => boolean>> = {
  any: () => true,
  unknown: () => true,
  never: () => false,
  nil: (value) => value === undefined,
  number: (value) => typeof value === "number",
  integer: (value) => typeof value === "number" && Number.isInteger(value),
  string: (value) => typeof value === "string",
  boolean: (value) => typeof value === "boolean",
  table: (value) => value instanceof Table,
  function: (value) => typeof value === "function",
  thread: (value) => typeOf(value) === "thread",
  userdata: (value) => typeOf(value) === "userdata",
  error: (value) => value !== undefined,
};

/**
 * Checks a value against a type (contract/lua-modules.md §1.2). Types whose names are not declared here, such as those
 * of modules, accept every value.
 *
 * @returns what is wrong, as `field "x": expected number, got string`, or undefined
 */
export function checkValue(node: TypeNode, value: Value, scope: TypeScope, depth = 0): string | undefined {
  if (depth > MAX_DEPTH) return undefined;
  const check = (type: TypeNode, part: Value) => checkValue(type, part, scope, depth + 1);
  const inner = (type: TypeNode) => check(type, value);
  switch (node.kind) {
    case "NamedType":
      return checkNamed(node, value, scope, depth);
    case "LiteralType":
      return value === node.value ? undefined : mismatch(node, value);
    case "ArrayType":
      return value instanceof Table ? checkItems(value, (item) => check(node.element, item)) : mismatch(node, value);
    case "RecordType":
      return value instanceof Table ? checkRecord(node, value, check) : mismatch(node, value);
    case "FunctionType":
      return typeof value === "function" ? undefined : mismatch(node, value);
    case "OptionalType":
      return value === undefined ? undefined : inner(node.inner);
    case "UnionType": {
      const problems = node.variants.map(inner);
      return problems.includes(undefined) ? undefined : problems.length === 1 ? problems[0] : mismatch(node, value);
    }
    case "IntersectionType":
      return node.variants.map(inner).find((problem) => problem !== undefined);
    case "ReadonlyType":
      return inner(node.inner);
    case "AnnotatedType":
      return inner(node.inner) ?? checkAnnotations(node, value);
    case "TypeofType":
      return undefined;
  }
}

function mismatch(node: TypeNode, value: Value): string {
  return `expected ${typeText(node)}, got ${typeOf(value)}`;
}

function checkNamed(node: NamedType, value: Value, scope: TypeScope, depth: number): string | undefined {
  const name = node.path.join(".");
  const declared = scope.find(name);
  if (declared !== undefined) {
    const bound = declared.scope.bind(declared.generics, node.args, scope);
    return checkValue(declared.type, value, bound, depth + 1);
  }
  const accepts = Object.hasOwn(BUILTIN, name) ? BUILTIN[name] : undefined;
  return accepts === undefined || accepts(value) ? undefined : mismatch(node, value);
}

function checkItems(table: Table, check: (item: Value) => string | undefined): string | undefined {
  for (const [i, item] of table.array.entries()) {
    const problem = check(item);
    if (problem !== undefined) return `item ${i + 1}: ${problem}`;
  }
  return undefined;
}

function checkRecord(
  { fields, indexers }: RecordType,
  table: Table,
  check: (type: TypeNode, value: Value) => string | undefined,
): string | undefined {
  for (const { name, type, optional } of fields) {
    const value = table.rawGet(name);
    const problem = optional && value === undefined ? undefined : check(type, value);
    if (problem !== undefined) return `field "${name}": ${problem}`;
  }
  const named = new Set<Value>(fields.map(({ name }) => name));
  for (let place = table.nextPlace(0); place !== 0 && indexers.length > 0; place = table.nextPlace(place)) {
    const [key, value] = [table.keyAt(place), table.valueAt(place)];
    if (named.has(key)) continue;
    const indexer = indexers.find((item) => check(item.key, key) === undefined);
    const problem = indexer === undefined ? "no key of this type is allowed" : check(indexer.value, value);
    if (problem !== undefined) return `key ${JSON.stringify(key)}: ${problem}`;
  }
  return undefined;
}

function checkAnnotations({ annotations }: AnnotatedType, value: Value): string | undefined {
  if (value === undefined) return undefined;
  return annotations.map((annotation) => checkAnnotation(annotation, value)).find((problem) => problem !== undefined);
}

function checkAnnotation({ name, args: [limit] }: TypeAnnotation, value: Value): string | undefined {
  const length = typeof value === "string" ? value.length : value instanceof Table ? value.array.length : 0;
  switch (name) {
    case "min":
      return typeof value === "number" && value < Number(limit) ? `${value} is less than min ${limit}` : undefined;
    case "max":
      return typeof value === "number" && value > Number(limit) ? `${value} is greater than max ${limit}` : undefined;
    case "min_len":
      return length < Number(limit) ? `length ${length} is less than min length ${limit}` : undefined;
    case "max_len":
      return length > Number(limit) ? `length ${length} is greater than max length ${limit}` : undefined;
    case "pattern": {
      const matches = typeof value !== "string" || Pattern.of(String(limit)).find(value, 0) !== undefined;
      return matches ? undefined : `does not match pattern "${limit}"`;
    }
  }
  return undefined;
}
