import { type Data, isByteString } from "../../base/mod.ts";
import type { LuaState } from "./engine.ts";
import { ExactInteger } from "./exact_integer.ts";
import type { LuaTable, LuaValue } from "./value.ts";

/**
 * Copies plain data into a state (spec/temporal-activities.md §5.3): null becomes nil, that is a hole in an array and
 * an absent field in a map; a map stays an object even when it is empty.
 *
 * @param data what came from outside; its strings hold bytes
 * @param state in which tables are made
 * @returns the value for the script
 */
export function fromData(data: Data, state: LuaState): LuaValue {
  if (data === null) return undefined;
  if (typeof data === "bigint") return ExactInteger.of(data);
  if (typeof data !== "object" || isByteString(data)) return data;
  const table = state.createTable();
  if (Array.isArray(data)) {
    for (const [index, item] of data.entries()) setField(table, index + 1, item, state);
  } else {
    table.isObject = true;
    for (const [key, value] of data) setField(table, key, value, state);
  }
  return table;
}

function setField(table: LuaTable, key: LuaValue, data: Data, state: LuaState): void {
  if (data !== null) table.set(key, fromData(data, state));
}

/**
 * A table with the values at 1 to n.
 *
 * @param values none of them nil
 * @param state in which the table is made
 * @returns the table
 */
export function listOf(values: readonly LuaValue[], state: LuaState): LuaTable {
  const table = state.createTable();
  for (const [index, value] of values.entries()) table.set(index + 1, value);
  return table;
}
