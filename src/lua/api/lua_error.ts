import type { LuaValue } from "./value.ts";

/** Thrown by native functions to raise `value` as a Lua error. Text gets the position of the caller in front. */
export class LuaError extends Error {
  constructor(readonly value: LuaValue) {
    super(typeof value === "string" ? value : "Lua error");
    this.name = "LuaError";
  }
}
