import { text, toByteString } from "../../base/mod.ts";
import { failure } from "./failure.ts";
import { LuaError } from "./lua_error.ts";
import { Userdata, type UserdataType } from "./userdata.ts";
import type { LuaValue } from "./value.ts";

/** A type in a script's hands (spec/lua-modules.md §1.2): `T(v)`, `T:is(v)`. */
export abstract class LuaType extends Userdata {
  /** Its name, or how the source would write it. */
  abstract readonly text: string;
  /** How it would be written without names that stand for it: two types are equal when these texts are. */
  abstract readonly definition: string;

  /**
   * What is wrong with a value, or undefined.
   *
   * @throws {LuaError} when telling that takes too long
   */
  abstract problemWith(value: LuaValue): string | undefined;

  /** The type of a field, for `T.field`; undefined for a type without such a field. */
  field(_name: string): LuaType | undefined {
    return undefined;
  }
}

function self(value: LuaValue): LuaType {
  if (value instanceof LuaType) return value;
  throw new LuaError("bad argument #1 (type expected)");
}

/** What all types can do. */
export const luaType = {
  name: "type",
  methods: {
    is: ([type, value]) => {
      const problem = self(type).problemWith(value);
      return problem === undefined ? [value, undefined] : failure("Invalid", problem);
    },
    name: ([type]) => toByteString(self(type).text),
  },
  metamethods: {
    __call: ([type, value]) => {
      const problem = self(type).problemWith(value);
      if (problem !== undefined) throw new LuaError(text`${self(type).text}: ${problem}`);
      return value;
    },
    __eq: ([a, b]) => a instanceof LuaType && b instanceof LuaType && a.definition === b.definition,
    __tostring: ([type]) => toByteString(self(type).text),
  },
} as const satisfies UserdataType;
