import { isExact } from "../../../base/mod.ts";
import { LuaError, ModuleType, Userdata } from "../../api/mod.ts";
import { Pattern } from "../../library/mod.ts";
import type { AnnotatedType, NamedType, RecordType, TypeAnnotation, TypeNode, UnionType } from "../../syntax/mod.ts";
import { spendOn } from "../support/strings.ts";
import { typeOf } from "../support/metatable.ts";
import { toHost } from "../support/handles.ts";
import { Table } from "../support/table.ts";
import type { Value } from "../support/value.ts";
import type { OutsideType, ScopedType, Sight } from "./type_scope.ts";
import { literalText, typeText } from "./type_text.ts";

/** Types may mention themselves, and values may hold themselves: deeper parts are taken as they are. */
const MAX_DEPTH = 50;

/** A check of more parts than these raises an error: unions that mention themselves can take for ever. */
const MOST_STEPS = 2_000_000;

/** The types with a name of their own; what they accept. */
const BUILTIN: Readonly<Record<string, (value: Value) => boolean>> = {
  any: () => true,
  unknown: () => true,
  never: () => false,
  nil: (value) => value === undefined,
  number: isNumber,
  integer: (value) => typeof value === "number" ? isExact(value) : typeof value === "bigint",
  string: (value) => typeof value === "string",
  boolean: (value) => typeof value === "boolean",
  table: (value) => value instanceof Table,
  function: (value) => typeof value === "function",
  thread: (value) => typeOf(value) === "thread",
  userdata: (value) => typeOf(value) === "userdata",
  error: (value) => value !== undefined,
  Channel: (value) => value instanceof Userdata && value.type.name === "Channel",
};

/**
 * Checks a value against a type (spec/lua-modules.md §1.2). Types with a single name that is not declared here accept
 * every value.
 *
 * @returns what is wrong, as `field "x": expected number, got string`, or undefined
 * @throws {LuaError} when that takes too long
 */
export function checkValue(node: TypeNode, value: Value, sight: Sight): string | undefined {
  const checker = new Checker();
  try {
    return checker.check(node, value, sight, 0);
  } finally {
    spendOn(checker.steps);
  }
}

function isNumber(value: Value): value is number | bigint {
  return typeof value === "number" || typeof value === "bigint";
}

class Checker {
  steps = 0;

  check(node: TypeNode, value: Value, sight: Sight, depth: number): string | undefined {
    if (depth > MAX_DEPTH) return undefined;
    if (++this.steps > MOST_STEPS) throw new LuaError("checking the type takes too long on this value");
    const check = (type: TypeNode, part: Value) => this.check(type, part, sight, depth + 1);
    const inner = (type: TypeNode) => check(type, value);
    switch (node.kind) {
      case "NamedType":
        return this.#named(node, value, sight, depth);
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
      case "UnionType":
        return checkUnion(node, value, inner);
      case "IntersectionType":
        return firstProblem(node.variants, inner);
      case "ReadonlyType":
        return inner(node.inner);
      case "AnnotatedType":
        return inner(node.inner) ?? checkAnnotations(node, value);
      case "TypeofType":
        return sight.outside?.has(node) ? this.#outside(node, [], value, sight, depth) : undefined;
    }
  }

  #named(node: NamedType, value: Value, sight: Sight, depth: number): string | undefined {
    if (node.path.length > 1) return this.#outside(node, node.args, value, sight, depth);
    const name = node.path.join(".");
    const declared = sight.scope.find(name);
    if (declared !== undefined) return this.#declared(declared, node.args, value, sight, depth);
    const accepts = Object.hasOwn(BUILTIN, name) ? BUILTIN[name] : undefined;
    return accepts === undefined || accepts(value) ? undefined : mismatch(node, value);
  }

  #outside(node: OutsideType, args: readonly TypeNode[], value: Value, sight: Sight, depth: number) {
    const type = sight.outside?.get(node);
    if (type === undefined) return `there is no type "${typeText(node)}"`;
    if (type instanceof ModuleType) return type.problemWith(toHost(value));
    return this.#declared(type, args, value, sight, depth);
  }

  #declared(type: ScopedType, args: readonly TypeNode[], value: Value, sight: Sight, depth: number) {
    const scope = type.scope.bind(type.generics, args, sight);
    return this.check(type.type, value, { scope, outside: type.outside ?? sight.outside }, depth + 1);
  }
}

function checkUnion(node: UnionType, value: Value, check: (type: TypeNode) => string | undefined): string | undefined {
  let problem: string | undefined;
  for (const variant of node.variants) {
    problem = check(variant);
    if (problem === undefined) return undefined;
  }
  return node.variants.length === 1 ? problem : mismatch(node, value);
}

function firstProblem<T>(parts: readonly T[], check: (part: T) => string | undefined): string | undefined {
  for (const part of parts) {
    const problem = check(part);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function mismatch(node: TypeNode, value: Value): string {
  return `expected ${typeText(node)}, got ${typeOf(value)}`;
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
    if (problem !== undefined) return `key ${keyText(key)}: ${problem}`;
  }
  return undefined;
}

function keyText(key: Value): string {
  if (typeof key === "string") return JSON.stringify(literalText(key));
  return isNumber(key) || typeof key === "boolean" ? literalText(key) : typeOf(key);
}

function checkAnnotations({ annotations }: AnnotatedType, value: Value): string | undefined {
  if (value === undefined) return undefined;
  return firstProblem(annotations, (annotation) => checkAnnotation(annotation, value));
}

function checkAnnotation({ name, args: [limit] }: TypeAnnotation, value: Value): string | undefined {
  const length = typeof value === "string" ? value.length : value instanceof Table ? value.array.length : 0;
  switch (name) {
    case "min":
      return isNumber(value) && value < Number(limit) ? `${value} is less than min ${limit}` : undefined;
    case "max":
      return isNumber(value) && value > Number(limit) ? `${value} is greater than max ${limit}` : undefined;
    case "min_len":
      return length < Number(limit) ? `length ${length} is less than min length ${limit}` : undefined;
    case "max_len":
      return length > Number(limit) ? `length ${length} is greater than max length ${limit}` : undefined;
    case "pattern": {
      const matches = typeof value !== "string" || Pattern.of(String(limit)).find(value, 0) !== undefined;
      return matches ? undefined : `does not match pattern "${literalText(String(limit))}"`;
    }
  }
  return undefined;
}
