import type { ByteString } from "../../base/mod.ts";
import type { Userdata } from "./userdata.ts";

/**
 * A Lua value on the JavaScript side of the boundary. nil is undefined; a string is a {@linkcode ByteString};
 * tables and functions are handles into the state that made them. A bigint is an integer beyond ±2^53 (base/int64.ts).
 */
export type LuaValue = undefined | boolean | number | bigint | ByteString | LuaTable | LuaFunction | Userdata;

/** Handle of a Lua function; it runs through a thread (see LuaState.createThread). */
export abstract class LuaFunction {
  /** Identity: two handles of one function have the same. */
  abstract readonly identity: object;
}

/** Handle of a table. All access is raw: metamethods are not called. */
export abstract class LuaTable {
  abstract get(key: LuaValue): LuaValue;
  abstract set(key: LuaValue, value: LuaValue): void;
  /** The border, as the `#` operator gives it. */
  abstract length(): number;
  /** The pair after `key` in the order of `pairs`, the first one for undefined; undefined at the end. */
  abstract next(key: LuaValue): [LuaValue, LuaValue] | undefined;
  /** Identity: two handles of one table have the same. */
  abstract readonly identity: object;
  /** True for a table that must encode as a JSON object even when empty (spec/temporal-activities.md §5.2). */
  abstract isObject: boolean;

  /** All pairs in the order of `pairs`. */
  *entries(): Generator<[LuaValue, LuaValue]> {
    for (let pair = this.next(undefined); pair !== undefined; pair = this.next(pair[0])) yield pair;
  }
}
