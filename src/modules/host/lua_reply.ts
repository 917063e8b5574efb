import type { LuaState, LuaValue } from "../../lua/api/mod.ts";

/** The result of an effect that plain data cannot say: several values, or objects with methods. */
export class LuaReply {
  /** @param make gives the results of the Lua call, made in the state that waits for them */
  constructor(readonly make: (state: LuaState) => LuaValue[]) {}
}
