import { type ByteString, fromLatin1, narrow, text, toLatin1 } from "../../base/mod.ts";
import { badArgument, LuaError, type LuaValue, stringArgument } from "../api/mod.ts";
import { floatArgument, indexArgument, integerArgument } from "./integer_argument.ts";
import { type PackItem, packItems } from "./pack_format.ts";

/** Formats whose size is fixed may not ask for more, in bytes. */
const MAX_PACKED = 2 ** 31 - 1;
const WORD = 2 ** 32;

/**
 * `string.pack`.
 *
 * @param args the format and the values
 * @param check told how long the result has become; throws when that is too long
 * @returns the packed bytes
 * @throws {LuaError} when the format is malformed, or a value does not fit it
 */
export function pack(args: LuaValue[], check: (length: number) => void): ByteString {
  let packed = "";
  let position = 1;
  for (const item of packItems(toLatin1(stringArgument(args, 1, "pack")), "pack")) {
    const gap = gapBefore(item, packed.length);
    if (gap > 0) packed += "\0".repeat(gap);
    check(packed.length + item.size);
    if (item.type === "padding") packed += "\0";
    else if (item.type !== "nothing") packed += packItem(item, args, ++position);
    check(packed.length);
  }
  return fromLatin1(packed);
}

function gapBefore({ alignment }: PackItem, at: number): number {
  return alignment > 1 ? (alignment - at % alignment) % alignment : 0;
}

function packItem(item: PackItem, args: LuaValue[], position: number): string {
  const { type, size, littleEndian } = item;
  if (type === "signed" || type === "unsigned") {
    const value = integerArgument(args, position, "pack");
    if (size < 8) checkRange(value, item, position);
    return packInteger(value, size, littleEndian);
  }
  if (type === "float" || type === "double") return packFloat(floatArgument(args, position, "pack"), item);
  const bytes = toLatin1(stringArgument(args, position, "pack"));
  if (type === "bytes") {
    if (bytes.length > size) throw badArgument(position, "pack", "string longer than given size");
    return bytes.padEnd(size, "\0");
  }
  if (type === "terminated") {
    if (bytes.includes("\0")) throw badArgument(position, "pack", "string contains zeros");
    return `${bytes}\0`;
  }
  if (size < 8 && bytes.length >= 2 ** (8 * size)) {
    throw badArgument(position, "pack", "string length does not fit in given size");
  }
  return packInteger(bytes.length, size, littleEndian) + bytes;
}

function checkRange(value: number | bigint, { type, size }: PackItem, position: number): void {
  const range = 2 ** (8 * size);
  if (type === "signed") {
    if (value < -range / 2 || value >= range / 2) throw badArgument(position, "pack", "integer overflow");
  } else if (value < 0 || value >= range) throw badArgument(position, "pack", "unsigned overflow");
}

function packInteger(value: number | bigint, size: number, littleEndian: boolean): string {
  const isSmall = typeof value === "number" && Number.isSafeInteger(value);
  const wide = isSmall ? 0n : BigInt(value);
  const low = isSmall ? Number(value) | 0 : Number(BigInt.asIntN(32, wide));
  const high = isSmall ? Math.floor(Number(value) / WORD) | 0 : Number(BigInt.asIntN(32, wide >> 32n));
  let packed = "";
  for (let at = 0; at < size; at++) {
    const byte = at < 4 ? low >>> (8 * at) : at < 8 ? high >>> (8 * (at - 4)) : high >> 31;
    const character = String.fromCharCode(byte & 255);
    packed = littleEndian ? packed + character : character + packed;
  }
  return packed;
}

const floatView = new DataView(new ArrayBuffer(8));

function packFloat(value: number, { size, littleEndian }: PackItem): string {
  if (size === 4) floatView.setFloat32(0, value, littleEndian);
  else floatView.setFloat64(0, value, littleEndian);
  let packed = "";
  for (let at = 0; at < size; at++) packed += String.fromCharCode(floatView.getUint8(at));
  return packed;
}

/**
 * `string.packsize`.
 *
 * @param args the format
 * @returns how many bytes it packs
 * @throws {LuaError} when the format is malformed, or its size depends on the values
 */
export function packSize(args: LuaValue[]): number {
  let length = 0;
  for (const item of packItems(toLatin1(stringArgument(args, 1, "packsize")), "packsize")) {
    if (item.type === "counted" || item.type === "terminated") {
      throw badArgument(1, "packsize", "variable-length format");
    }
    length += gapBefore(item, length) + item.size;
    if (length > MAX_PACKED) throw badArgument(1, "packsize", "format result too large");
  }
  return length;
}

/**
 * `string.unpack`.
 *
 * @param args the format, the packed bytes, and the 1-based place to begin at
 * @returns the values, and the place behind them
 * @throws {LuaError} when the format is malformed, or the bytes are too short for it
 */
export function unpack(args: LuaValue[]): LuaValue[] {
  const items = packItems(toLatin1(stringArgument(args, 1, "unpack")), "unpack");
  const reader = new Unpacking(toLatin1(stringArgument(args, 2, "unpack")));
  reader.start(indexArgument(args, 3, "unpack", 1));
  const values: LuaValue[] = [];
  for (const item of items) {
    reader.skip(item);
    if (item.type !== "padding" && item.type !== "nothing") values.push(reader.value(item));
  }
  values.push(reader.at + 1);
  return values;
}

/** Packed bytes while they are read. */
class Unpacking {
  readonly #packed: string;
  /** 0-based place of the next byte. */
  at = 0;

  constructor(packed: string) {
    this.#packed = packed;
  }

  /** @param position 1-based, or negative from the end */
  start(position: number): void {
    const { length } = this.#packed;
    this.at = (position < 0 ? Math.max(0, length + position + 1) : position) - 1;
    if (this.at < 0 || this.at > length) throw badArgument(3, "unpack", "initial position out of string");
  }

  /** Skips the gap before an item, and the item when it has no value. */
  skip(item: PackItem): void {
    this.at += gapBefore(item, this.at);
    if (this.at + item.size > this.#packed.length) throw badArgument(2, "unpack", "data string too short");
    if (item.type === "padding") this.at++;
  }

  value(item: PackItem): LuaValue {
    const start = this.at;
    this.at += item.size;
    switch (item.type) {
      case "signed":
      case "unsigned":
        return this.#integer(start, item);
      case "float":
      case "double":
        return this.#float(start, item);
      case "bytes":
        return fromLatin1(this.#packed.slice(start, this.at));
      case "terminated":
        return this.#terminated();
      default:
        return this.#counted(this.#integer(start, item));
    }
  }

  #byte(start: number, { size, littleEndian }: PackItem, index: number): number {
    return this.#packed.charCodeAt(start + (littleEndian ? index : size - 1 - index));
  }

  #integer(start: number, item: PackItem): LuaValue {
    const { size, type } = item;
    let [low, high] = [0, 0];
    for (let index = Math.min(size, 8) - 1; index >= 0; index--) {
      const byte = this.#byte(start, item, index);
      if (index >= 4) high = (high << 8) | byte;
      else low = (low << 8) | byte;
    }
    const isSigned = type === "signed";
    if (size < 4) return isSigned ? (low << (32 - 8 * size)) >> (32 - 8 * size) : low;
    if (size === 4) return isSigned ? low : low >>> 0;
    if (size < 8 && isSigned) high = (high << (64 - 8 * size)) >> (64 - 8 * size);
    if (size > 8) this.#checkFits(start, item, isSigned && high < 0 ? 255 : 0);
    const value = high * WORD + (low >>> 0);
    if (Number.isSafeInteger(value)) return value;
    return narrow((BigInt(high) << 32n) | BigInt(low >>> 0));
  }

  /** The bytes beyond the eighth may only repeat the sign. */
  #checkFits(start: number, item: PackItem, filler: number): void {
    for (let index = 8; index < item.size; index++) {
      if (this.#byte(start, item, index) === filler) continue;
      throw new LuaError(text`${item.size}-byte integer does not fit into Lua Integer`);
    }
  }

  #float(start: number, { size, littleEndian }: PackItem): number {
    for (let index = 0; index < size; index++) floatView.setUint8(index, this.#packed.charCodeAt(start + index));
    return size === 4 ? floatView.getFloat32(0, littleEndian) : floatView.getFloat64(0, littleEndian);
  }

  #terminated(): ByteString {
    const end = this.#packed.indexOf("\0", this.at);
    if (end < 0) throw badArgument(2, "unpack", "unfinished string for format 'z'");
    const bytes = this.#packed.slice(this.at, end);
    this.at = end + 1;
    return fromLatin1(bytes);
  }

  #counted(length: LuaValue): ByteString {
    const end = typeof length === "number" && length >= 0 ? this.at + length : Infinity;
    if (end > this.#packed.length) throw badArgument(2, "unpack", "data string too short");
    const bytes = this.#packed.slice(this.at, end);
    this.at = end;
    return fromLatin1(bytes);
  }
}
