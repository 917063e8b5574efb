import { createRequire } from "node:module";
import { bytesToByteString, byteStringToBytes } from "../../base/mod.ts";
import { failure, type LuaModule, LuaTable, type LuaValue, type NativeFunction, typeName } from "../../lua/mod.ts";

const require = createRequire(import.meta.url);
const zlib = () => require("node:zlib") as typeof import("node:zlib");

/** What may come out when a script names no other limit: a small input can unpack to gigabytes. */
const DEFAULT_MAX_SIZE = 128 * 1024 * 1024;
const MAX_SIZE_LIMIT = 1024 * 1024 * 1024;
const MOST_INPUT = 256 * 1024 * 1024;

/** Small results for much work; 1 is the opposite. */
const MOST_LEVEL = 9;

interface Format {
  encode(data: Uint8Array, level: number | undefined): Uint8Array;
  decode(data: Uint8Array, maxOutputLength: number): Uint8Array;
}

/** Not brotli and zstd: Deno's decoders take cut-off data, and brotli's any data, without a word. */
const FORMATS: Readonly<Record<string, Format>> = {
  gzip: {
    encode: (data, level) => zlib().gzipSync(data, { level }),
    decode: (data, maxOutputLength) => zlib().gunzipSync(data, { maxOutputLength }),
  },
  deflate: {
    encode: (data, level) => zlib().deflateRawSync(data, { level }),
    decode: (data, maxOutputLength) => zlib().inflateRawSync(data, { maxOutputLength }),
  },
  zlib: {
    encode: (data, level) => zlib().deflateSync(data, { level }),
    decode: (data, maxOutputLength) => zlib().inflateSync(data, { maxOutputLength }),
  },
};

/** `encode(data, { level = n }?)`: the packed bytes. */
function encoder(name: string, { encode }: Format): NativeFunction {
  return ([data, options]) => {
    const problem = dataProblem(data) ?? optionsProblem(options);
    if (problem !== undefined) return failure("Invalid", `compress.${name}: ${problem}`);
    const level = options instanceof LuaTable ? options.get("level") : undefined;
    if (level !== undefined && !isIntegerIn(level, 1, MOST_LEVEL)) {
      return failure("Invalid", `compress.${name}: level must be an integer from 1 to ${MOST_LEVEL}`);
    }
    return bytesToByteString(encode(byteStringToBytes(data as string), level));
  };
}

/** `decode(data, { max_size = bytes }?)`: what was packed, or `nil, err` of kind Internal when it is broken or too much. */
function decoder(name: string, { decode }: Format): NativeFunction {
  return ([data, options]) => {
    const problem = dataProblem(data) ?? optionsProblem(options);
    if (problem !== undefined) return failure("Invalid", `compress.${name}: ${problem}`);
    const maxSize = (options instanceof LuaTable ? options.get("max_size") : undefined) ?? DEFAULT_MAX_SIZE;
    if (!isIntegerIn(maxSize, 1, MAX_SIZE_LIMIT)) {
      return failure("Invalid", `compress.${name}: max_size must be an integer from 1 to ${MAX_SIZE_LIMIT}`);
    }
    try {
      return bytesToByteString(decode(byteStringToBytes(data as string), maxSize));
    } catch (error) {
      const isTooLarge = error instanceof Error && "code" in error && error.code === "ERR_BUFFER_TOO_LARGE";
      const reason = isTooLarge ? `the result has more than ${maxSize} bytes` : `the data is no ${name} data`;
      return failure("Internal", `compress.${name}: ${reason}`);
    }
  };
}

function dataProblem(data: LuaValue): string | undefined {
  if (typeof data !== "string") return `data must be a string, got ${typeName(data)}`;
  return data.length > MOST_INPUT ? `data has more than ${MOST_INPUT} bytes` : undefined;
}

function optionsProblem(options: LuaValue): string | undefined {
  return options === undefined || options instanceof LuaTable ? undefined : "options must be a table";
}

function isIntegerIn(value: LuaValue, least: number, most: number): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= least && value <= most;
}

/** The `compress` module (contract/lua-modules.md §22): one table per format, each with `encode` and `decode`. */
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
