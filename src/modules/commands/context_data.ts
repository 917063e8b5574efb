import { ascii, type ByteString, type Data, isByteString, toByteString } from "../../base/mod.ts";
import {
  type LuaContext,
  LuaFunction,
  LuaTable,
  type LuaValue,
  numberText,
  typeName,
  Userdata,
} from "../../lua/api/mod.ts";

const MAX_DEPTH = 64;
const MAX_VALUES = 100_000;

interface Progress {
  readonly context: LuaContext;
  values: number;
}

/**
 * Reads a table of context values or call options (spec/temporal-activities.md §7): a table with an element 1 is an
 * array, every other table a map; userdata become their text, so that a Duration is a Go duration. A key whose value
 * nests too deep, or holds too many values, is left out.
 */
export function contextData(table: LuaTable, context: LuaContext): Map<ByteString, Data> {
  const map = new Map<ByteString, Data>();
  for (const [key, value] of table.entries()) {
    const data = convert(value, { context, values: 0 }, 0);
    if (data !== undefined) map.set(keyText(key), data);
  }
  return map;
}

function convert(value: LuaValue, progress: Progress, depth: number): Data | undefined {
  if (++progress.values > MAX_VALUES) return undefined;
  if (value instanceof LuaTable) return depth < MAX_DEPTH ? convertTable(value, progress, depth + 1) : undefined;
  if (value instanceof Userdata) return userdataText(value, progress.context);
  return value instanceof LuaFunction ? ascii("function") : value;
}

function convertTable(table: LuaTable, progress: Progress, depth: number): Data | undefined {
  const array: Data[] = [];
  const map = new Map<ByteString, Data>();
  const length = table.length();
  for (let index = 1; index <= length; index++) {
    const data = convert(table.get(index), progress, depth);
    if (data === undefined) return undefined;
    array.push(data);
  }
  if (length > 0) return array;
  for (const [key, value] of table.entries()) {
    const data = convert(value, progress, depth);
    if (data === undefined) return undefined;
    map.set(keyText(key), data);
  }
  return map;
}

function userdataText(value: Userdata, context: LuaContext): ByteString {
  const text = value.type.metamethods?.__tostring?.([value], context);
  return isByteString(text) ? text : toByteString(value.type.name);
}

function keyText(key: LuaValue): ByteString {
  if (isByteString(key)) return key;
  return toByteString(
    typeof key === "number" || typeof key === "bigint"
      ? numberText(key)
      : typeof key === "boolean"
      ? String(key)
      : typeName(key),
  );
}
