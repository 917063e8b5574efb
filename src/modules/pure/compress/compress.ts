import { ascii, bytesToByteString, type ByteString, byteStringToBytes, isByteString, text } from "../../../base/mod.ts";
import {
  failure,
  isIntegerIn,
  type LuaModule,
  LuaTable,
  type LuaValue,
  type NativeFunction,
  typeName,
} from "../../../lua/api/mod.ts";
import { type Format, FORMATS } from "./_formats.ts";

const MOST_INPUT = 256 * 1024 * 1024;

/** `encode(data, { level = n }?)`: the packed bytes. */
function encoder(name: string, { encode, mostLevel }: Format): NativeFunction {
  return ([data, options]) => {
    const problem = dataProblem(data) ?? optionsProblem(options);
    if (problem !== undefined) return failure("Invalid", text`compress.${name}: ${problem}`);
    const level = options instanceof LuaTable ? options.get(ascii("level")) : undefined;
    if (level !== undefined && !isIntegerIn(level, 1, mostLevel)) {
      return failure("Invalid", text`compress.${name}: level must be an integer from 1 to ${mostLevel}`);
    }
    return bytesToByteString(encode(byteStringToBytes(data as ByteString), level));
  };
}

/** `decode(data, { max_size = bytes }?)`: what was packed, or `nil, err` of kind Internal when it is broken or too much. */
function decoder(name: string, { decode, defaultMaxSize, maxSizeLimit }: Format): NativeFunction {
  return ([data, options]) => {
    const problem = dataProblem(data) ?? optionsProblem(options);
    if (problem !== undefined) return failure("Invalid", text`compress.${name}: ${problem}`);
    const maxSize = (options instanceof LuaTable ? options.get(ascii("max_size")) : undefined) ?? defaultMaxSize;
    if (!isIntegerIn(maxSize, 1, maxSizeLimit)) {
      return failure("Invalid", text`compress.${name}: max_size must be an integer from 1 to ${maxSizeLimit}`);
    }
    try {
      return bytesToByteString(decode(byteStringToBytes(data as ByteString), maxSize));
    } catch (error) {
      const isTooLarge = error instanceof Error && "code" in error && error.code === "ERR_BUFFER_TOO_LARGE";
      const reason = isTooLarge ? text`the result has more than ${maxSize} bytes` : text`the data is no ${name} data`;
      return failure("Internal", text`compress.${name}: ${reason}`);
    }
  };
}

function dataProblem(data: LuaValue): string | undefined {
  if (!isByteString(data)) return `data must be a string, got ${typeName(data)}`;
  return data.length > MOST_INPUT ? `data has more than ${MOST_INPUT} bytes` : undefined;
}

function optionsProblem(options: LuaValue): string | undefined {
  return options === undefined || options instanceof LuaTable ? undefined : "options must be a table";
}

/** The `compress` module (spec/lua-modules.md §22): one table per format, each with `encode` and `decode`. */
export const compressModule: LuaModule = {
  name: "compress",
  world: "any",
  open: ({ state }) => {
    const formats = Object.entries(FORMATS).map(([name, format]) => {
      return [name, state.createLibrary({ encode: encoder(name, format), decode: decoder(name, format) })] as const;
    });
    return state.createLibrary(Object.fromEntries(formats));
  },
};
