import { bytesOf, type CFunction, lua } from "../fengari.ts";
import { StackFunction } from "../library.ts";

/**
 * Takes functions out of a library that fengari opens. They belong to no state, so one lookup serves all states.
 *
 * @param open the library's opener
 */
export function standardFunctions<Name extends string>(
  open: CFunction,
  names: readonly Name[],
): Record<Name, StackFunction> {
  const L = lua.lua_newstate();
  open(L);
  const functions = names.map((name) => {
    lua.lua_pushstring(L, bytesOf(name));
    lua.lua_rawget(L, -2);
    const fn = lua.lua_tocfunction(L, -1);
    if (fn === null) throw new TypeError(`fengari has no function "${name}"`);
    lua.lua_pop(L, 1);
    return [name, new StackFunction(fn)] as const;
  });
  lua.lua_close(L);
  return Object.fromEntries(functions) as Record<Name, StackFunction>;
}
