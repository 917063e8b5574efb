import { ascii, type ByteString, type Data, fromByteString, isByteString, toByteString } from "../../base/mod.ts";
import {
  failure,
  fromData,
  type LuaModule,
  LuaTable,
  type NativeFunction,
  orFailure,
  toData,
} from "../../lua/api/mod.ts";
import { decodeYaml, encodeYaml } from "./_yaml_text.ts";

/** `yaml.encode(table, { field_order = {…}, sort_unordered = bool }?)`: text. */
const encode: NativeFunction = ([value, options]) => {
  if (!(value instanceof LuaTable)) return failure("Invalid", "yaml.encode: table expected");
  if (options !== undefined && !(options instanceof LuaTable)) {
    return failure("Invalid", "yaml.encode: the options must be a table");
  }
  const order = options?.get(ascii("field_order"));
  if (order !== undefined && !(order instanceof LuaTable)) {
    return failure("Invalid", 'yaml.encode: "field_order" must be a list');
  }
  const isSorted = options?.get(ascii("sort_unordered")) ?? false;
  if (typeof isSorted !== "boolean") return failure("Invalid", 'yaml.encode: "sort_unordered" must be a boolean');
  const fields = [...order?.entries() ?? []].map(([, field]) => field);
  return orFailure(() => toByteString(encodeYaml(ordered(toData(value), fields, isSorted))), "Internal");
};

/** `yaml.decode(text)`: the value of the one document. */
const decode: NativeFunction = ([text], { state }) => {
  if (!isByteString(text)) return failure("Invalid", "yaml.decode: string expected");
  if (text === ascii("")) return failure("Invalid", "yaml.decode: input cannot be empty");
  return orFailure(() => fromData(decodeYaml(fromByteString(text)), state), "Internal");
};

/** Puts the keys that are named first, on every level; the others keep their order or are sorted. */
function ordered(data: Data, fields: readonly unknown[], isSorted: boolean): Data {
  if (Array.isArray(data)) return data.map((item) => ordered(item, fields, isSorted));
  if (!(data instanceof Map)) return data;
  const rank = (key: ByteString) => fields.includes(key) ? fields.indexOf(key) : fields.length;
  const keys = [...data.keys()].sort((a, b) => rank(a) - rank(b) || (isSorted ? Number(a > b) - Number(a < b) : 0));
  return new Map(keys.map((key) => [key, ordered(data.get(key)!, fields, isSorted)]));
}

const MEMBERS = { encode, decode };

/** The `yaml` module (spec/lua-modules.md §11). */
export const yamlModule: LuaModule = {
  name: "yaml",
  world: "any",
  open: ({ state }) => state.createLibrary(MEMBERS),
};
