import { type ByteString, type Data, fromByteString, text } from "../../base/mod.ts";
import {
  failure,
  fromData,
  type LuaModule,
  type NativeFunction,
  stringArgument,
  type World,
} from "../../lua/api/mod.ts";
import { SECURITY_CONTEXT } from "./security_context.ts";

/** `ctx.get(key)`: the value, or `nil, err`. */
const get: NativeFunction = (args, { world, state }) => {
  const key = stringArgument(args, 1, "get");
  if (key.length === 0) return failure("Invalid", "empty key");
  const value = ownValues(world).get(key);
  return value === undefined
    ? failure("NotFound", text`key not found: ${fromByteString(key)}`)
    : fromData(value, state);
};

/** `ctx.all()`: a table of all values. */
const all: NativeFunction = (_, { world, state }) => fromData(ownValues(world), state);

function ownValues({ contextValues = new Map() }: World): Map<ByteString, Data> {
  const values = new Map(contextValues);
  values.delete(SECURITY_CONTEXT);
  return values;
}

const MEMBERS = { get, all };

/** The `ctx` module (spec/lua-modules.md §9): what callers handed down with `with_context`. */
export const ctxModule: LuaModule = {
  name: "ctx",
  world: "any",
  open: ({ state }) => state.createLibrary(MEMBERS),
};
