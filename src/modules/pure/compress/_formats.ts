import { Buffer } from "node:buffer";
import { createRequire } from "node:module";
import { zstdFrames } from "./_zstd_frames.ts";

const require = createRequire(import.meta.url);
const zlib = () => require("node:zlib") as typeof import("node:zlib");

const MEBIBYTE = 1024 * 1024;

/** One way of packing bytes. */
export interface Format {
  /** Small results for much work; 1 is the opposite. */
  readonly mostLevel: number;
  /** Bytes that may come out when a script names no other limit: a small input can unpack to gigabytes. */
  readonly defaultMaxSize: number;
  readonly maxSizeLimit: number;
  encode(data: Uint8Array, level: number | undefined): Uint8Array;
  /** @throws when the data is broken or cut off, or more than `maxOutputLength` bytes come out */
  decode(data: Uint8Array, maxOutputLength: number): Uint8Array;
}

const USUAL = { mostLevel: 9, defaultMaxSize: 128 * MEBIBYTE, maxSizeLimit: 1024 * MEBIBYTE };

/** The formats of the module `compress`, by name. */
export const FORMATS: Readonly<Record<string, Format>> = {
  gzip: {
    ...USUAL,
    encode: (data, level) => zlib().gzipSync(data, { level }),
    decode: (data, maxOutputLength) => zlib().gunzipSync(data, { maxOutputLength }),
  },
  deflate: {
    ...USUAL,
    encode: (data, level) => zlib().deflateRawSync(data, { level }),
    decode: (data, maxOutputLength) => zlib().inflateRawSync(data, { maxOutputLength }),
  },
  zlib: {
    ...USUAL,
    encode: (data, level) => zlib().deflateSync(data, { level }),
    decode: (data, maxOutputLength) => zlib().inflateSync(data, { maxOutputLength }),
  },
  brotli: {
    mostLevel: 11,
    // A decoder in JavaScript needs long.
    defaultMaxSize: 16 * MEBIBYTE,
    maxSizeLimit: 128 * MEBIBYTE,
    encode: (data, level = 6) => {
      return zlib().brotliCompressSync(data, { params: { [zlib().constants.BROTLI_PARAM_QUALITY]: level } });
    },
    decode: decodeBrotli,
  },
  zstd: {
    ...USUAL,
    mostLevel: 22,
    encode: (data, level = 3) => {
      return zlib().zstdCompressSync(data, { params: { [zlib().constants.ZSTD_c_compressionLevel]: level } });
    },
    decode: decodeZstd,
  },
};

/** What is used of the package, which brings no types. */
interface BrotliDecoder {
  BrotliDecompressBuffer(data: Uint8Array, size: number): Uint8Array;
}

/** What Node's decoders give with the option `info`, which its types lack. */
interface Decoded {
  readonly buffer: Uint8Array;
  /** `bytesWritten`: how much of the input belongs to the data. */
  readonly engine: { readonly bytesWritten: number };
}

/** Deno's decoder takes broken data without a word: it tells the sizes, and another one whether the data is right. */
function decodeBrotli(data: Uint8Array, maxOutputLength: number): Uint8Array {
  const { BrotliDecompressBuffer } = require("brotli/dec/decode.js") as BrotliDecoder;
  const options = { maxOutputLength, info: true };
  const { buffer, engine } = zlib().brotliDecompressSync(data, options) as unknown as Decoded;
  const decoded = BrotliDecompressBuffer(data, buffer.length);
  const isWhole = decoded.length === buffer.length && engine.bytesWritten === data.length;
  if (!isWhole) throw new RangeError("The data is cut off, or something follows it");
  return decoded;
}

function decodeZstd(data: Uint8Array, maxOutputLength: number): Uint8Array {
  const frames = zstdFrames(data);
  if (!frames) throw new RangeError("The data is cut off or broken");
  let left = maxOutputLength;
  return Buffer.concat(frames.map((frame) => {
    // A limit of 0 would be none.
    const part = zlib().zstdDecompressSync(frame, { maxOutputLength: Math.max(left, 1) });
    left -= part.length;
    return part;
  }));
}
