import type { LuaFunction } from "./lua_function.ts";
import type { LuaTable } from "./lua_table.ts";
import type { Userdata } from "./userdata.ts";

/**
 * A Lua value on the JavaScript side of the boundary. nil is undefined; a string is a byte string (base/byte_string.ts);
 * tables and functions are handles into the state that made them.
 */
export type LuaValue = undefined | boolean | number | string | LuaTable | LuaFunction | Userdata;
