import { type Data, isByteString, narrow } from "../../base/mod.ts";
import type { LuaState } from "./engine.ts";
import { noteNulls, NULL } from "./null_value.ts";
import type { LuaTable, LuaValue } from "./value.ts";

/**
 * Copies plain data into a state (spec/temporal-activities.md §5.3): null becomes nil, that is a hole in an array and
 * an absent field in a map, which {@linkcode toData} makes null again; a map stays an object even when it is empty.
 *
 * @param data what came from outside; its strings hold bytes
 * @param state in which tables are made
 * @param keepsNulls whether null becomes {@linkcode NULL} instead. @default false
 * @returns the value for the script
 */
export function fromData(data: Data, state: LuaState, keepsNulls = false): LuaValue {
  if (data === null) return keepsNulls ? NULL : undefined;
  if (typeof data === "bigint") return narrow(data);
  if (typeof data !== "object" || isByteString(data)) return data;
  const table = state.createTable();
  if (Array.isArray(data)) {
    fill(table, data.entries().map(([index, item]) => [index + 1, item] as const), state, keepsNulls);
  } else {
    table.isObject = true;
    fill(table, data, state, keepsNulls);
  }
  return table;
}

function fill(
  table: LuaTable,
  pairs: Iterable<readonly [LuaValue, Data]>,
  state: LuaState,
  keepsNulls: boolean,
): void {
  const nulls: LuaValue[] = [];
  for (const [key, data] of pairs) {
    if (data === null && !keepsNulls) nulls.push(key);
    else table.set(key, fromData(data, state, keepsNulls));
  }
  if (nulls.length > 0) noteNulls(table, nulls);
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
