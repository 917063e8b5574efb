import { AppError, decodeJson, encodeJson, fromByteString, toByteString } from "../../base/mod.ts";
import { failure, fromData, type LuaModule, type NativeFunction, toData } from "../../lua/mod.ts";

/** `json.encode(v)`: text, or `nil, err` of kind Internal. */
const encode: NativeFunction = ([value]) => orInternal(() => toByteString(encodeJson(toData(value))));

/** `json.decode(text)`: the value, or `nil, err`: Invalid when there is no text, Internal when it is not JSON. */
const decode: NativeFunction = ([text], { state }) => {
  if (typeof text !== "string") return failure("Invalid", "json.decode: string expected");
  if (text === "") return failure("Invalid", "json.decode: the text is empty");
  return orInternal(() => fromData(decodeJson(fromByteString(text)), state));
};

function orInternal<T>(work: () => T) {
  try {
    return work();
  } catch (error) {
    if (error instanceof AppError) return failure("Internal", error.message);
    throw error;
  }
}

const MEMBERS = { encode, decode };

/** The `json` module (contract/lua-modules.md §10), without the schema functions. */
export const jsonModule: LuaModule = {
  name: "json",
  world: "any",
  open: ({ state }) => state.createLibrary(MEMBERS),
};
