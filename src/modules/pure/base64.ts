import { fromLatin1, isByteString, toLatin1 } from "../../base/mod.ts";
import { failure, type LuaModule, type NativeFunction } from "../../lua/api/mod.ts";

/** Groups of four letters, the last one filled up with `=`. */
const BASE64_REGEXP = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

const encode: NativeFunction = ([data]) =>
  isByteString(data) ? fromLatin1(btoa(toLatin1(data))) : failure("Invalid", "base64.encode: string expected");

/** Line ends between the letters are passed over, as in Go; any other stranger is an error. */
const decode: NativeFunction = ([text]) => {
  if (!isByteString(text)) return failure("Invalid", "base64.decode: string expected");
  const letters = toLatin1(text).replace(/[\r\n]/g, "");
  return BASE64_REGEXP.test(letters)
    ? fromLatin1(atob(letters))
    : failure("Invalid", "base64.decode: illegal base64 data");
};

const MEMBERS = { encode, decode };

/** The `base64` module (spec/lua-modules.md §12): the standard alphabet, with padding. */
export const base64Module: LuaModule = {
  name: "base64",
  world: "any",
  open: ({ state }) => state.createLibrary(MEMBERS),
};
