import { fromLatin1 } from "../../../base/mod.ts";
import { LuaFunction, type LuaValue } from "../../api/mod.ts";
import type { Fn, Value } from "./value.ts";

/** A function on the other side of the boundary. Tables and userdata cross it as they are. */
export class FunctionHandle extends LuaFunction {
  constructor(override readonly identity: Fn) {
    super();
  }
}

const handles = new WeakMap<Fn, FunctionHandle>();

/** Hands a value out through the boundary; in the engine strings are the characters that hold the bytes. */
export function toHost(value: Value): LuaValue {
  if (typeof value === "string") return fromLatin1(value);
  if (typeof value !== "function") return value;
  let handle = handles.get(value);
  if (handle === undefined) handles.set(value, handle = new FunctionHandle(value));
  return handle;
}

/** Takes a value in from the boundary. */
export function fromHost(value: LuaValue): Value {
  return value instanceof FunctionHandle ? value.identity : value as Value;
}
