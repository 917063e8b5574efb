import { text } from "../../base/mod.ts";
import { badArgument, LuaError } from "../api/mod.ts";

/** An item of a format of `string.pack`. */
export interface PackItem {
  readonly type:
    | "signed"
    | "unsigned"
    | "float"
    | "double"
    | "bytes"
    | "counted"
    | "terminated"
    | "padding"
    | "nothing";
  /** Bytes that it takes; of `counted` those of its length, of `terminated` 0. */
  readonly size: number;
  /** It begins at a multiple of so many bytes; 1 for anywhere. */
  readonly alignment: number;
  readonly littleEndian: boolean;
}

/** The longest integer, in bytes. */
const MAX_INTEGER_SIZE = 16;
/** Of Lua's own integers and numbers, in bytes. */
const NATIVE_SIZE = 8;
const MAX_CACHED = 200;
const cache = new Map<string, readonly PackItem[]>();

/** The letters of integers with a fixed size. */
const INTEGERS: Readonly<Record<string, readonly ["signed" | "unsigned", number]>> = {
  b: ["signed", 1],
  B: ["unsigned", 1],
  h: ["signed", 2],
  H: ["unsigned", 2],
  l: ["signed", 8],
  L: ["unsigned", 8],
  j: ["signed", 8],
  J: ["unsigned", 8],
  T: ["unsigned", 8],
};

/**
 * Reads a format of `string.pack` (Lua 5.3 manual §6.4.2).
 *
 * @param format the format's characters
 * @param name the function that was called, for errors
 * @returns its items in their order
 * @throws {LuaError} when it is malformed
 */
export function packItems(format: string, name: string): readonly PackItem[] {
  let items = cache.get(format);
  if (items === undefined) {
    items = new PackFormat(format, name).read();
    if (cache.size >= MAX_CACHED) cache.clear();
    cache.set(format, items);
  }
  return items;
}

/** A format while it is read. */
class PackFormat {
  readonly #format: string;
  readonly #name: string;
  #at = 0;
  #littleEndian = true;
  #maxAlignment = 1;

  constructor(format: string, name: string) {
    this.#format = format;
    this.#name = name;
  }

  read(): PackItem[] {
    const items: PackItem[] = [];
    while (this.#at < this.#format.length) {
      const letter = this.#format[this.#at++]!;
      if (letter === "X") items.push(this.#aligned(this.#nextSize(), "nothing", 0));
      else {
        const item = this.#item(letter);
        if (item !== undefined) items.push(item);
      }
    }
    return items;
  }

  /** What stands at a letter; undefined when it only changes how the rest is read. */
  #item(letter: string): PackItem | undefined {
    const integer = Object.hasOwn(INTEGERS, letter) ? INTEGERS[letter] : undefined;
    if (integer !== undefined) return this.#aligned(integer[1], integer[0]);
    switch (letter) {
      case "i":
        return this.#aligned(this.#limitedNumber(4), "signed");
      case "I":
        return this.#aligned(this.#limitedNumber(4), "unsigned");
      case "f":
        return this.#aligned(4, "float");
      case "d":
      case "n":
        return this.#aligned(8, "double");
      case "s":
        return this.#aligned(this.#limitedNumber(NATIVE_SIZE), "counted");
      case "c":
        return this.#unaligned("bytes", this.#bytesNumber());
      case "z":
        return this.#unaligned("terminated", 0);
      case "x":
        return this.#unaligned("padding", 1);
    }
    this.#change(letter);
    return undefined;
  }

  #change(letter: string): void {
    if (letter === "<" || letter === "=") this.#littleEndian = true;
    else if (letter === ">") this.#littleEndian = false;
    else if (letter === "!") this.#maxAlignment = this.#limitedNumber(NATIVE_SIZE);
    else if (letter !== " ") throw new LuaError(text`invalid format option '${letter}'`);
  }

  #aligned(size: number, type: PackItem["type"], taken = size): PackItem {
    const alignment = Math.min(size, this.#maxAlignment);
    if ((alignment & (alignment - 1)) !== 0) {
      throw badArgument(1, this.#name, "format asks for alignment not power of 2");
    }
    return { type, size: taken, alignment, littleEndian: this.#littleEndian };
  }

  #unaligned(type: PackItem["type"], size: number): PackItem {
    return { type, size, alignment: 1, littleEndian: this.#littleEndian };
  }

  /** The size of the item that follows an `X`, which is not itself packed. */
  #nextSize(): number {
    const letter = this.#format[this.#at++];
    const item = letter === undefined || letter === "X" ? undefined : this.#item(letter);
    const hasSize = item !== undefined && item.type !== "bytes" && item.size > 0;
    if (hasSize) return item.size;
    throw badArgument(1, this.#name, "invalid next option for option 'X'");
  }

  /** The digits at the current place, as a number; undefined without any. */
  #number(): number | undefined {
    const [digits] = /^\d+/.exec(this.#format.slice(this.#at, this.#at + 12)) ?? [];
    this.#at += digits?.length ?? 0;
    return digits === undefined ? undefined : Number(digits);
  }

  #limitedNumber(otherwise: number): number {
    const size = this.#number() ?? otherwise;
    if (size >= 1 && size <= MAX_INTEGER_SIZE) return size;
    throw new LuaError(text`integral size (${size}) out of limits [1,${MAX_INTEGER_SIZE}]`);
  }

  #bytesNumber(): number {
    const size = this.#number();
    if (size === undefined) throw new LuaError("missing size for format option 'c'");
    return size;
  }
}
