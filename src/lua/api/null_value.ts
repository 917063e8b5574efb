import { ascii } from "../../base/mod.ts";
import { Userdata, type UserdataType } from "./userdata.ts";
import type { LuaTable, LuaValue } from "./value.ts";

const nullType: UserdataType = {
  name: "null",
  methods: {},
  metamethods: { __tostring: () => ascii("null") },
};

/** `json.null`: stands for a null that must not be nil. It counts as true and equals only itself. */
class NullValue extends Userdata {
  override readonly type: UserdataType = nullType;
}

/** The one {@linkcode NullValue}; it belongs to no state. */
export const NULL: Userdata = new NullValue();

/** Keys that were null when their table came from outside, by the table's identity. */
const nulls = new WeakMap<object, readonly LuaValue[]>();

/**
 * Notes which keys of a new table were null outside. Scripts see nil there; when the table goes out again without values
 * for them, they are null again.
 *
 * @param table made of data from outside
 * @param keys those that were null
 */
export function noteNulls(table: LuaTable, keys: readonly LuaValue[]): void {
  nulls.set(table.identity, keys);
}

/**
 * The keys that {@linkcode noteNulls} noted and that still have no value.
 *
 * @param table any table
 * @returns the keys in the order in which they came; none for most tables
 */
export function nullsOf(table: LuaTable): readonly LuaValue[] {
  return nulls.get(table.identity)?.filter((key) => table.get(key) === undefined) ?? [];
}
