import type { LuaState } from "./engine.ts";
import type { LuaTable } from "./lua_table.ts";
import type { LuaValue } from "./value.ts";

/** A table with the values at 1 to n. */
export function listOf(values: readonly LuaValue[], state: LuaState): LuaTable {
  const table = state.createTable();
  for (const [index, value] of values.entries()) table.set(index + 1, value);
  return table;
}
