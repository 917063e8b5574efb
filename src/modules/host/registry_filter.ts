import {
  AppError,
  type ByteString,
  type Data,
  fromByteString,
  isByteString,
  type RegistryRecord,
  splitEntryId,
  text,
  toByteString,
} from "../../base/mod.ts";
import { LuaTable, type LuaValue, numberText, typeName } from "../../lua/api/mod.ts";
import { re2 } from "../pure/mod.ts";

/** Whether an entry is wanted. */
export type RegistryFilter = (record: RegistryRecord) => boolean;

const KEY_REGEXP = /^([~*^$])?(?:(\.(?:kind|ns|name))|meta\.(.+))$/s;
const ROOT_FIELDS: Readonly<Record<string, (record: RegistryRecord) => ByteString>> = {
  ".kind": ({ kind }) => toByteString(kind),
  ".ns": ({ id }) => toByteString(splitEntryId(id).namespace),
  ".name": ({ id }) => toByteString(splitEntryId(id).name),
};

/**
 * Compiles the filter of `registry.find` (spec/lua-modules.md §19). All conditions must hold; where an entry has a
 * list, one of its items must fit.
 *
 * @param warn told of each key that is passed over, as a sentence
 * @throws {AppError} kind Invalid for a bad regular expression or a value that nothing can be compared with
 */
export function registryFilter(filter: LuaTable | undefined, warn: (message: string) => void): RegistryFilter {
  const conditions = filter === undefined ? [] : flatten(filter).flatMap(([key, wanted]) => {
    const condition = conditionOf(key, wanted);
    if (!condition) warn(`registry.find passes over the unknown key "${key}"`);
    return condition ?? [];
  });
  return (record) => conditions.every((condition) => condition(record));
}

/** A table below `meta` stands for keys that begin with `meta.`. */
function flatten(table: LuaTable, prefix = ""): [string, LuaValue][] {
  return [...table.entries()].flatMap(([key, value]): [string, LuaValue][] => {
    const name = prefix + textOf(key);
    const isMeta = name === "meta" || name.startsWith("meta.");
    return isMeta && value instanceof LuaTable ? flatten(value, `${name}.`) : [[name, value]];
  });
}

function isNumber(value: unknown): value is number | bigint {
  return typeof value === "number" || typeof value === "bigint";
}

function textOf(value: LuaValue): string {
  if (isByteString(value)) return fromByteString(value);
  return isNumber(value) ? numberText(value) : typeof value === "boolean" ? String(value) : typeName(value);
}

function conditionOf(key: string, wanted: LuaValue): RegistryFilter | undefined {
  const [, operator = "", root, path] = KEY_REGEXP.exec(key) ?? [];
  if (root === undefined && path === undefined) return undefined;
  const fits = comparison(key, operator, wanted);
  const read = root !== undefined ? ROOT_FIELDS[root]! : ({ meta }: RegistryRecord) => valueAt(meta, path!);
  return (record) => {
    const value = read(record);
    return Array.isArray(value) ? value.some(fits) : fits(value);
  };
}

/** The value under a key, which may have dots itself, or below it. */
function valueAt(map: ReadonlyMap<ByteString, Data>, path: string): Data | undefined {
  const whole = toByteString(path);
  if (map.has(whole)) return map.get(whole);
  for (let dot = path.indexOf("."); dot >= 0; dot = path.indexOf(".", dot + 1)) {
    const inner = map.get(toByteString(path.slice(0, dot)));
    const value = inner instanceof Map ? valueAt(inner, path.slice(dot + 1)) : undefined;
    if (value !== undefined) return value;
  }
  return undefined;
}

function comparison(key: string, operator: string, wanted: LuaValue): (value: Data | undefined) => boolean {
  if (operator === "" && typeof wanted === "boolean") return (value) => value === wanted;
  if (!isByteString(wanted) && !isNumber(wanted)) {
    const kinds = operator === "" ? "a string, a number or a boolean" : "a string";
    throw invalid(text`the value of "${key}" must be ${kinds}, got ${typeName(wanted)}`);
  }
  if (operator === "" && isNumber(wanted)) return (value) => value === wanted;
  const test = textComparison(key, operator, textOf(wanted));
  return (value) => (isByteString(value) || isNumber(value)) && test(textOf(value));
}

function textComparison(key: string, operator: string, wanted: string): (text: string) => boolean {
  switch (operator) {
    case "~":
      return regularExpression(key, wanted);
    case "*":
      return (text) => text.includes(wanted);
    case "^":
      return (text) => text.startsWith(wanted);
    case "$":
      return (text) => text.endsWith(wanted);
    default:
      return (text) => text === wanted;
  }
}

function regularExpression(key: string, pattern: string): (text: string) => boolean {
  const { RE2JS, RE2JSException } = re2();
  try {
    const expression = RE2JS.compile(pattern);
    return (text) => expression.matcher(text).find();
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error;
    throw invalid(text`the value of "${key}" is no regular expression: ${error.message}`);
  }
}

function invalid(message: string): AppError {
  return new AppError(text`registry.find: ${message}`, { kind: "Invalid", retryable: false });
}
