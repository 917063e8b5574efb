import {
  AppError,
  type ByteString,
  decodeJson,
  encodeJson,
  fromByteString,
  isByteString,
  text,
  toByteString,
} from "../../base/mod.ts";
import {
  fromData,
  type LuaModule,
  type LuaState,
  type LuaValue,
  method,
  type NativeFunction,
  orFailure,
  textArgument,
  toData,
  Userdata,
  type UserdataType,
  wrongType,
} from "../../lua/api/mod.ts";
import { decodeYaml, encodeYaml } from "./_yaml_text.ts";

const FORMATS = {
  JSON: "json/plain",
  YAML: "yaml/plain",
  STRING: "text/plain",
  BYTES: "application/octet-stream",
  MSGPACK: "application/msgpack",
  LUA: "lua/any",
  GOLANG: "golang/any",
  ERROR: "golang/error",
};

/** The formats as scripts see them. */
const FORMAT_NAMES = Object.fromEntries(Object.entries(FORMATS).map(([name, format]) => [name, toByteString(format)]));

/** A value and the form in which it is kept (spec/lua-modules.md §21). */
export class Payload extends Userdata {
  override readonly type: UserdataType = payloadType;

  /** @param value a string, unless the format is `lua/any` */
  constructor(readonly value: LuaValue, readonly format = FORMATS.LUA) {
    super();
  }
}

const payloadType: UserdataType = {
  name: "Payload",
  methods: {
    get_format: method(Payload, "get_format", (payload) => toByteString(payload.format)),
    data: method(Payload, "data", (payload) => payload.value),
    unmarshal: method(Payload, "unmarshal", (payload, _, { state }) => {
      return orFailure(() => valueOf(payload, state), "Invalid");
    }),
    transcode: method(Payload, "transcode", (payload, args, { state }) => {
      const format = textArgument(args, 1, "transcode");
      return orFailure(() => new Payload(encoded(valueOf(payload, state), format), format), "Invalid");
    }),
  },
};

/** The Lua value that a payload means. */
function valueOf({ value, format }: Payload, state: LuaState): LuaValue {
  if (format === FORMATS.JSON) return fromData(decodeJson(fromByteString(value as ByteString)), state);
  return format === FORMATS.YAML ? fromData(decodeYaml(fromByteString(value as ByteString)), state) : value;
}

function encoded(value: LuaValue, format: string): LuaValue {
  switch (format) {
    case FORMATS.LUA:
      return value;
    case FORMATS.JSON:
      return toByteString(encodeJson(toData(value)));
    case FORMATS.YAML:
      return toByteString(encodeYaml(toData(value)));
    case FORMATS.STRING:
    case FORMATS.BYTES:
      if (isByteString(value)) return value;
      throw new AppError(text`cannot make "${format}" of what is no string`);
    default:
      throw new AppError(text`cannot transcode to "${format}"`);
  }
}

const create: NativeFunction = (args) => {
  if (args.length === 0) throw wrongType(args, 1, "new", "value");
  return new Payload(args[0]);
};

/** The `payload` library; a global in every script. */
export const payloadModule: LuaModule = {
  name: "payload",
  world: "any",
  open: ({ state }) => state.createLibrary({ new: create, format: state.createLibrary(FORMAT_NAMES) }),
};
