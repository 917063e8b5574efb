/** Handle of a Lua function; it runs through a thread (see LuaState.createThread). */
export abstract class LuaFunction {
  /** Identity: two handles of one function have the same. */
  abstract readonly identity: object;
}
