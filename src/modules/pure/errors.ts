import {
  AppError,
  ascii,
  type ByteString,
  type Data,
  fromByteString,
  isByteString,
  text,
  toByteString,
} from "../../base/mod.ts";
import {
  badArgument,
  ErrorValue,
  fromData,
  type LuaModule,
  LuaTable,
  type LuaValue,
  type NativeFunction,
  textArgument,
  toData,
  typeName,
  wrongType,
} from "../../lua/api/mod.ts";

const CONSTANTS = Object.fromEntries(
  Object.entries({
    NOT_FOUND: "NotFound",
    ALREADY_EXISTS: "AlreadyExists",
    INVALID: "Invalid",
    PERMISSION_DENIED: "PermissionDenied",
    UNAVAILABLE: "Unavailable",
    INTERNAL: "Internal",
    CANCELED: "Canceled",
    CONFLICT: "Conflict",
    TIMEOUT: "Timeout",
    RATE_LIMITED: "RateLimited",
    UNKNOWN: "",
  }).map(([name, kind]) => [name, toByteString(kind)]),
);

const FRAME_REGEXP = /^(.*?):(\d+): in (?:.*'([^']+)')?/;

/** `errors.new("message")` or `errors.new({ message, kind, retryable, details })`. */
const create: NativeFunction = (args) => {
  const [source] = args;
  if (isByteString(source)) return new ErrorValue(new AppError(fromByteString(source)));
  if (!(source instanceof LuaTable)) throw wrongType(args, 1, "new", "string or table");
  return new ErrorValue(
    new AppError(textField(source, "message"), {
      kind: textField(source, "kind", ascii("")),
      retryable: retryableOf(source.get(ascii("retryable"))),
      details: detailsOf(source.get(ascii("details"))),
    }),
  );
};

function textField(table: LuaTable, key: string, fallback?: ByteString): string {
  const value = table.get(toByteString(key)) ?? fallback;
  if (isByteString(value)) return fromByteString(value);
  throw badArgument(1, "new", text`field '${key}' must be a string, got ${typeName(value)}`);
}

function retryableOf(value: LuaValue): boolean | undefined {
  if (value === undefined || typeof value === "boolean") return value;
  throw badArgument(1, "new", text`field 'retryable' must be a boolean, got ${typeName(value)}`);
}

function detailsOf(value: LuaValue): Data | undefined {
  if (value === undefined) return undefined;
  if (!(value instanceof LuaTable)) {
    throw badArgument(1, "new", text`field 'details' must be a table, got ${typeName(value)}`);
  }
  if (value.next(undefined) === undefined) return undefined;
  try {
    return toData(value);
  } catch (error) {
    throw error instanceof AppError ? badArgument(1, "new", text`field 'details': ${error.message}`) : error;
  }
}

/** `errors.wrap(err, context)`: the same kind, retryability, details and message; `tostring` has `context: ` in front. */
const wrap: NativeFunction = (args) => {
  const inner = errorOf(args);
  const { message, kind, retryable, details, luaStack } = inner;
  const context = textArgument(args, 2, "wrap");
  return new ErrorValue(new AppError(message, { kind, retryable, details, stack: luaStack, context, cause: inner }));
};

function errorOf(args: LuaValue[]): AppError {
  const [value] = args;
  if (value instanceof ErrorValue) return value.error;
  if (isByteString(value)) return new AppError(fromByteString(value));
  throw wrongType(args, 1, "wrap", "error or string");
}

/** `errors.is(err, kind)`: false for everything that is no error object. */
const is: NativeFunction = (args) => {
  const kind = textArgument(args, 2, "is");
  return args[0] instanceof ErrorValue && args[0].error.kind === kind;
};

/** `errors.call_stack(err)`: `{ thread, frames = {{ source, line, name }, …} }`, or nil when no stack is known. */
const callStack: NativeFunction = ([value], { state }) => {
  const stack = value instanceof ErrorValue ? value.error.luaStack : undefined;
  if (stack === undefined) return undefined;
  return fromData(
    new Map<ByteString, Data>([[ascii("thread"), ascii("main")], [ascii("frames"), stack.map(frameOf)]]),
    state,
  );
};

function frameOf(text: string): Data {
  const [, source = text, line = "0", name = ""] = FRAME_REGEXP.exec(text) ?? [];
  return new Map<ByteString, Data>([
    [ascii("source"), toByteString(source)],
    [ascii("line"), Number(line)],
    [ascii("name"), toByteString(name)],
  ]);
}

const MEMBERS = { new: create, wrap, is, call_stack: callStack, ...CONSTANTS };

/** The `errors` module (spec/lua-modules.md §3); a global in every script. */
export const errorsModule: LuaModule = {
  name: "errors",
  world: "any",
  open: ({ state }) => state.createLibrary(MEMBERS),
};
