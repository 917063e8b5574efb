import {
  AppError,
  ascii,
  type Data,
  decodeJson,
  encodeJson,
  fromByteString,
  isByteString,
  MAX_DATA_VALUES,
  text,
  toByteString,
} from "../../base/mod.ts";
import {
  ErrorValue,
  failure,
  fromData,
  type LuaModule,
  LuaTable,
  type LuaValue,
  type NativeFunction,
  type NativeResult,
  NULL,
  optionalTableArgument,
  orFailure,
  toData,
} from "../../lua/api/mod.ts";
import { checkSchema } from "./_json_schema.ts";

/** `json.encode(v)`: text, or `nil, err` of kind Internal. */
const encode: NativeFunction = ([value]) => orFailure(() => toByteString(encodeJson(toData(value))), "Internal");

/** `json.decode(text, { null = true }?)`: the value, with `json.null` for null if asked, or `nil, err`: Invalid when there is no text, Internal when it is not JSON. */
const decode: NativeFunction = ([text, options], { state }) => {
  if (!isByteString(text)) return failure("Invalid", "json.decode: string expected");
  if (text === ascii("")) return failure("Invalid", "json.decode: the text is empty");
  const keepsNulls = options instanceof LuaTable && options.get(ascii("null")) === true;
  return orFailure(() => fromData(decodeJson(fromByteString(text), MAX_DATA_VALUES), state, keepsNulls), "Internal");
};

/** `json.validate(schema, value)`: true, or `false, err` of kind Invalid; the schema is a table or JSON text. */
const validate: NativeFunction = ([schema, value]) => check("validate", schema, () => toData(value));

/** `json.validate_string(schema, text)`: the same for JSON text. */
const validateString: NativeFunction = ([schema, text]) =>
  check("validate_string", schema, () => parsed("validate_string", "the text", text));

function check(name: string, schema: LuaValue, value: () => Data): NativeResult {
  try {
    if (schema === undefined) throw new AppError(text`json.${name}: a schema is required`);
    const data = isByteString(schema) ? parsed(name, "the schema", schema) : toData(schema);
    checkSchema(encodeJson(data), data, value());
    return true;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return [false, new ErrorValue(new AppError(error.message, { kind: "Invalid", retryable: false }))];
  }
}

function parsed(name: string, what: string, value: LuaValue): Data {
  if (!isByteString(value)) throw new AppError(text`json.${name}: ${what} must be a string`);
  return decodeJson(fromByteString(value), MAX_DATA_VALUES);
}

/** `json.object(t?)` and `json.array(t?)`: mark a table, a new one by default, as `{}` or `[]` while it is empty. */
function marker(name: string, isObject: boolean): NativeFunction {
  return (args, { state }) => {
    const table = optionalTableArgument(args, 1, name) ?? state.createTable();
    table.isObject = isObject;
    return table;
  };
}

const MEMBERS = {
  array: marker("array", false),
  null: NULL,
  object: marker("object", true),
  encode,
  decode,
  validate,
  validate_string: validateString,
};

/** The `json` module (spec/lua-modules.md §10). */
export const jsonModule: LuaModule = {
  name: "json",
  world: "any",
  open: ({ state }) => state.createLibrary(MEMBERS),
};
