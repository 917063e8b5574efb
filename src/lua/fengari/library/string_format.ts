import { formatText } from "../../library/mod.ts";
import { LuaError } from "../../api/mod.ts";
import { checkLength } from "./check_length.ts";
import { lauxlib, lua, type LuaStateHandle } from "../fengari.ts";
import { stateOf } from "../state_of.ts";
import { raise } from "../native.ts";
import { textOf } from "../bytes.ts";
import { pushString, readString } from "../strings.ts";
import { readValue } from "../values.ts";

/** `string.format` */
export function format(L: LuaStateHandle): number {
  lauxlib.luaL_checklstring(L, 1);
  const count = lua.lua_gettop(L);
  const state = stateOf(L);
  const present = (position: number) => {
    if (position > count) throw new LuaError(`bad argument #${position} to 'format' (no value)`);
  };
  let text: string;
  try {
    text = formatText(readString(L, 1), {
      number: (position) => (present(position), lauxlib.luaL_checknumber(L, position)),
      text: (position) => (present(position), toText(L, position)),
      value: (position) => (present(position), readValue(state, L, position)),
      check: (length) => checkLength(L, length),
    });
  } catch (error) {
    if (error instanceof LuaError) return raise(state, L, error);
    throw error;
  }
  pushString(L, text);
  return 1;
}

function toText(L: LuaStateHandle, position: number): string {
  const bytes = lauxlib.luaL_tolstring(L, position);
  lua.lua_pop(L, 1);
  return textOf(bytes);
}
