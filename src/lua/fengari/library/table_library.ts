import { checkedLength, checkLength, MOST_ELEMENTS } from "./check_length.ts";
import { bytesOf, lauxlib, lua, lualib, type LuaStateHandle } from "../fengari.ts";
import { type Members, StackFunction } from "../library.ts";
import { standardFunctions } from "./standard_functions.ts";
import { sort } from "./table_sort.ts";
import { pushString, raiseError, readString } from "../strings.ts";

const standard = standardFunctions(lualib.luaopen_table, ["insert", "move", "pack", "remove", "unpack"]);

/** `table.unpack`, also the global `unpack`. */
export const unpack = standard.unpack;

/** `table` (spec/lua-modules.md §1.1, and Lua 5.3's `pack` and `move`): each call does a bounded amount of work. */
export const tableLibrary: Members = {
  concat: new StackFunction(concat),
  insert: new StackFunction(measured(standard.insert)),
  move: new StackFunction(moveBounded),
  pack: standard.pack,
  remove: new StackFunction(measured(standard.remove)),
  sort: new StackFunction(sort),
  unpack,
};

function measured({ fn }: StackFunction): StackFunction["fn"] {
  return (L) => {
    checkedLength(L);
    return fn(L);
  };
}

function moveBounded(L: LuaStateHandle): number {
  const first = lauxlib.luaL_checkinteger(L, 2);
  const last = lauxlib.luaL_checkinteger(L, 3);
  if (last - first >= MOST_ELEMENTS) return lauxlib.luaL_argerror(L, 3, bytesOf("too many elements to move"));
  return standard.move.fn(L);
}

function concat(L: LuaStateHandle): number {
  const length = checkedLength(L);
  const separator = lauxlib.luaL_optlstring(L, 2, bytesOf("")).length > 0 ? readString(L, 2) : "";
  const first = lauxlib.luaL_optinteger(L, 3, 1);
  const last = lauxlib.luaL_optinteger(L, 4, length);
  if (last - first >= MOST_ELEMENTS) return raiseError(L, "too many elements to concatenate");
  const pieces: string[] = [];
  let size = 0;
  for (let index = first; index <= last; index++) {
    const piece = pieceAt(L, index);
    size += piece.length + separator.length;
    checkLength(L, size);
    pieces.push(piece);
  }
  pushString(L, pieces.join(separator));
  return 1;
}

function pieceAt(L: LuaStateHandle, index: number): string {
  const type = lua.lua_geti(L, 1, index);
  if (type !== lua.LUA_TSTRING && type !== lua.LUA_TNUMBER) {
    raiseError(L, `invalid value (at index ${index}) in table for 'concat'`);
  }
  const piece = readString(L, -1);
  lua.lua_pop(L, 1);
  return piece;
}
