import { type AppError, type ByteString, concatBytes, isByteString, text, toByteString } from "../../base/mod.ts";
import { typeName } from "./arguments.ts";
import { fromData } from "./from_data.ts";
import { LuaError } from "./lua_error.ts";
import { numberText } from "./numbers.ts";
import { Userdata, type UserdataType } from "./userdata.ts";
import type { LuaValue } from "./value.ts";

/** An {@linkcode AppError} in a script's hands: the error objects of spec/lua-modules.md §3. */
export class ErrorValue extends Userdata {
  override readonly type: UserdataType = errorType;

  constructor(readonly error: AppError) {
    super();
  }
}

/** The methods of error objects (spec/lua-modules.md §3). The texts of an {@linkcode AppError} are Unicode, not bytes. */
const errorType: UserdataType = {
  name: "Error",
  methods: {
    kind: ([self]) => toByteString(errorOf(self, "kind").kind),
    message: ([self]) => toByteString(errorOf(self, "message").message),
    retryable: ([self]) => errorOf(self, "retryable").retryable,
    details: ([self], { state }) => {
      const { details } = errorOf(self, "details");
      return details === undefined ? undefined : fromData(details, state);
    },
    stack: ([self]) => toByteString((errorOf(self, "stack").luaStack ?? []).join("\n")),
  },
  metamethods: {
    __tostring: ([self]) => textOf(self),
    __concat: ([left, right]) => concatBytes(textOf(left), textOf(right)),
  },
};

function errorOf(self: LuaValue, method: string): AppError {
  if (self instanceof ErrorValue) return self.error;
  throw new LuaError(text`bad argument #1 to '${method}' (Error expected)`);
}

function textOf(value: LuaValue): ByteString {
  if (value instanceof ErrorValue) return toByteString(value.error.toString());
  if (isByteString(value)) return value;
  if (typeof value === "number") return toByteString(numberText(value));
  throw new LuaError(text`attempt to concatenate an error with a ${typeName(value)} value`);
}
