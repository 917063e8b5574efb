import {
  AppError,
  ascii,
  type ByteString,
  type Data,
  isByteString,
  MAX_DATA_DEPTH,
  MAX_DATA_VALUES,
  text,
  toByteString,
} from "../../base/mod.ts";
import { ErrorValue } from "./error_value.ts";
import { LuaTable, type LuaValue } from "./value.ts";
import { NULL, nullsOf } from "./null_value.ts";
import { numberText } from "./numbers.ts";
import { typeName } from "./arguments.ts";
import { Userdata } from "./userdata.ts";

/** How far one copy has come. */
interface Progress {
  /** The identities of the tables around the value. */
  readonly path: object[];
  values: number;
}

/**
 * Copies a Lua value into plain data, as it leaves a script (spec/temporal-activities.md §5.2): tables with keys 1..n
 * become arrays, other tables maps; {@linkcode NULL} and what was null when the table came from outside is null; functions become null; an error object becomes its message; other userdata is dropped.
 *
 * @param value any value of a script
 * @returns data that holds nothing of the script's state; its strings hold bytes
 * @throws {AppError} kind Invalid for a table with holes or mixed keys, for recursion, for nesting beyond
 * 128 levels and for more than a million values
 */
export function toData(value: LuaValue): Data {
  return copy(value, { path: [], values: 0 });
}

function copy(value: LuaValue, progress: Progress): Data {
  if (++progress.values > MAX_DATA_VALUES) throw cannotEncode(text`more than ${MAX_DATA_VALUES} values`);
  if (value instanceof LuaTable) return copyTable(value, progress);
  if (value instanceof ErrorValue) return toByteString(value.error.message);
  return typeof value === "object" || value === undefined ? null : value;
}

function copyTable(table: LuaTable, progress: Progress): Data {
  const { path } = progress;
  if (path.includes(table.identity)) throw cannotEncode("a table nested in itself (recursion)");
  if (path.length === MAX_DATA_DEPTH) throw cannotEncode(text`nesting deeper than ${MAX_DATA_DEPTH} levels`);
  path.push(table.identity);
  const first = table.next(undefined);
  const isArray = first === undefined ? !table.isObject : isIndex(first[0]);
  const data = copyPairs(table, isArray, progress);
  path.pop();
  return data;
}

function copyPairs(table: LuaTable, isArray: boolean, progress: Progress): Data {
  const array: Data[] = [];
  const late: [number, Data][] = [];
  const map = new Map<ByteString, Data>();
  for (const [key, value] of table.entries()) {
    if (isIndex(key) !== isArray) throw cannotEncode("a table with mixed keys: both array indexes and other keys");
    if (!isIndex(key)) {
      if (!isDropped(value)) map.set(keyText(key), copy(value, progress));
    } else if (key === array.length + 1) {
      array.push(copy(value, progress));
    } else {
      late.push([key, copy(value, progress)]);
    }
  }
  const nulls = nullsOf(table);
  if (!isArray) {
    for (const key of nulls) if (!isIndex(key)) map.set(keyText(key), null);
    return map;
  }
  return addLate(array, nulls.length === 0 ? late : withNulls(array.length, late, nulls));
}

/** Puts back the nulls that a list came with, as far as they stand between its items or right behind them. */
function withNulls(count: number, late: readonly [number, Data][], nulls: readonly LuaValue[]): [number, Data][] {
  const items = new Map<LuaValue, Data>([...nulls.map((key) => [key, null] as const), ...late]);
  const added: [number, Data][] = [];
  for (let index = count + 1; items.has(index); index++) added.push([index, items.get(index) ?? null]);
  return late.every(([index]) => index <= count + added.length) ? added : [...late];
}

/** Adds the items that came out of order; an index beyond the number of items means that one below is missing. */
function addLate(array: Data[], late: readonly [number, Data][]): Data[] {
  const count = array.length + late.length;
  for (const [index, item] of late) {
    if (index > count) {
      throw cannotEncode(text`a sparse array: there is an index ${index}, but not every index below it`);
    }
    array[index - 1] = item;
  }
  return array;
}

function isIndex(key: LuaValue): key is number {
  return typeof key === "number" && key >= 1 && Number.isInteger(key);
}

function isDropped(value: LuaValue): boolean {
  return value instanceof Userdata && value !== NULL && !(value instanceof ErrorValue);
}

function keyText(key: LuaValue): ByteString {
  if (isByteString(key)) return key;
  if (typeof key === "number" || typeof key === "bigint") return toByteString(numberText(key));
  if (typeof key === "boolean") return ascii(key ? "true" : "false");
  throw cannotEncode(text`a table with a key of type ${typeName(key)}`);
}

function cannotEncode(what: string): AppError {
  return new AppError(text`cannot encode ${what}`, { kind: "Invalid", retryable: false });
}
