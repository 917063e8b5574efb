import { LuaType, Userdata } from "../../api/mod.ts";
import { metamethod, typeNameOf } from "./metatable.ts";
import { nativeOf } from "./native.ts";
import { raise, type Raised } from "./raised.ts";
import { Table } from "./table.ts";
import { type Result, single, type Value } from "./value.ts";
import { currentState } from "./vm.ts";
import { callValue } from "./call.ts";

/** A longer chain of `__index` or `__newindex` is taken for a loop, as in Lua. */
const LONGEST_CHAIN = 2000;

/**
 * `object[key]`, metamethods included.
 *
 * @param name how the source names the object, for the error; empty when it has no name
 */
export function index(object: Value, key: Value, name = ""): Result {
  let current = object;
  for (let length = 0; length < LONGEST_CHAIN; length++) {
    let handler: Value;
    if (current instanceof Table) {
      const value = current.rawGet(key);
      if (value !== undefined || current.metatable === null) return value;
      handler = current.metatable.indexHandler();
      if (handler === undefined) return undefined;
    } else if (typeof current === "string") {
      return currentState().stringMethods.rawGet(key);
    } else if (current instanceof Userdata) {
      return userdataMember(current, key);
    } else throw indexError(current, length === 0 ? name : "");
    if (typeof handler === "function") return single(handler(current, key));
    current = handler;
  }
  throw raise("'__index' chain too long; possible loop");
}

/**
 * The table in which `object.key` is found, on the way from the object over the tables that are `__index`.
 *
 * @param place where the key was found last time
 * @returns undefined when there is none without calling a function
 */
export function methodHolder(object: Value, key: string, place: number): Table | undefined {
  let table = object;
  for (let length = 0; length < LONGEST_CHAIN; length++) {
    if (!(table instanceof Table)) return typeof table === "string" ? currentState().stringMethods : undefined;
    if (table.keys[place] === key || table.has(key)) return table;
    if (table.metatable === null) return undefined;
    table = table.metatable.indexHandler();
  }
  return undefined;
}

/** `object[key] = value`, metamethods included. */
export function setIndex(object: Value, key: Value, value: Value, name = ""): Result {
  let current = object;
  for (let length = 0; length < LONGEST_CHAIN; length++) {
    let handler: Value;
    if (current instanceof Table) {
      const { metatable } = current;
      handler = metatable === null ? undefined : metatable.rawGet("__newindex");
      if (handler === undefined || current.rawGet(key) !== undefined) {
        current.rawSet(key, value);
        return undefined;
      }
    } else throw indexError(current, length === 0 ? name : "");
    if (typeof handler === "function") return handler(current, key, value);
    current = handler;
  }
  throw raise("'__newindex' chain too long; possible loop");
}

function userdataMember(object: Userdata, key: Value): Value {
  const { methods } = object.type;
  const method = typeof key === "string" && Object.hasOwn(methods, key) ? methods[key] : undefined;
  if (method !== undefined) return nativeOf(method);
  return object instanceof LuaType && typeof key === "string" ? object.field(key) : undefined;
}

function indexError(object: Value, name: string): Raised {
  return raise(`attempt to index a ${typeNameOf(object)} value${name && ` (${name})`}`);
}

/** `#value`, metamethods included. */
export function lengthOf(value: Value, name = ""): Result {
  if (typeof value === "string") return value.length;
  const handler = metamethod(value, "__len");
  if (handler !== undefined) return single(callValue(handler, value));
  if (value instanceof Table) return value.array.length;
  throw raise(`attempt to get length of a ${typeNameOf(value)} value${name && ` (${name})`}`);
}
