import { ANY_BYTE, escapedBytes, oneByte } from "./byte_class.ts";
import { type ByteSet, PatternError, type PatternItem } from "./pattern_item.ts";

/**
 * Compiles a Lua pattern (Lua 5.3 manual §6.4.1).
 *
 * @param source a byte string, without the anchor `^`
 * @throws {PatternError} when it is malformed
 */
export function compilePattern(source: string): PatternItem[] {
  return new PatternCompiler(source).compile();
}

class PatternCompiler {
  readonly #source: string;
  #at = 0;

  constructor(source: string) {
    this.#source = source;
  }

  compile(): PatternItem[] {
    const items: PatternItem[] = [];
    while (this.#at < this.#source.length) items.push(this.#item());
    return items;
  }

  #item(): PatternItem {
    const character = this.#source[this.#at]!;
    const next = this.#source[this.#at + 1];
    if (character === "(") {
      this.#at += next === ")" ? 2 : 1;
      return { type: "open", position: next === ")" };
    }
    if (character === ")") {
      this.#at++;
      return { type: "close" };
    }
    if (character === "$" && next === undefined) {
      this.#at++;
      return { type: "end" };
    }
    return (character === "%" ? this.#special(next) : undefined) ?? this.#bytes();
  }

  /** `%b`, `%f` and back references; undefined for a class. */
  #special(kind: string | undefined): PatternItem | undefined {
    if (kind === "b") {
      const [left, right] = [this.#source.charCodeAt(this.#at + 2), this.#source.charCodeAt(this.#at + 3)];
      if (Number.isNaN(right)) throw new PatternError("malformed pattern (missing arguments to '%b')");
      this.#at += 4;
      return { type: "balance", left, right };
    }
    if (kind === "f") {
      this.#at += 2;
      if (this.#source[this.#at] !== "[") throw new PatternError("missing '[' after '%f' in pattern");
      return { type: "frontier", set: this.#set() };
    }
    if (kind === undefined || !/[0-9]/.test(kind)) return undefined;
    this.#at += 2;
    return { type: "reference", capture: Number(kind) - 1 };
  }

  #bytes(): PatternItem {
    const set = this.#single();
    const repeat = this.#source[this.#at] ?? "";
    if (repeat === "" || !"?*+-".includes(repeat)) return { type: "bytes", set, repeat: "" };
    this.#at++;
    return { type: "bytes", set, repeat };
  }

  #single(): ByteSet {
    const character = this.#source[this.#at]!;
    if (character === "[") return this.#set();
    this.#at++;
    if (character === ".") return ANY_BYTE;
    return character === "%" ? escapedBytes(this.#escaped()) : oneByte(character);
  }

  /** The character after a `%`. */
  #escaped(): string {
    const character = this.#source[this.#at++];
    if (character === undefined) throw new PatternError("malformed pattern (ends with '%')");
    return character;
  }

  /** `[…]`; a `]` that comes first stands for itself. */
  #set(): ByteSet {
    const set = new Uint8Array(256);
    this.#at++;
    const complement = this.#source[this.#at] === "^";
    if (complement) this.#at++;
    for (let first = true; first || this.#source[this.#at] !== "]"; first = false) this.#addToSet(set);
    this.#at++;
    return complement ? set.map((member) => 1 - member) : set;
  }

  #addToSet(set: ByteSet): void {
    const character = this.#source[this.#at++];
    if (character === undefined) throw new PatternError("malformed pattern (missing ']')");
    if (character === "%") {
      escapedBytes(this.#escaped()).forEach((member, byte) => set[byte]! |= member);
      return;
    }
    const last = this.#source[this.#at + 1];
    const isRange = this.#source[this.#at] === "-" && last !== undefined && last !== "]";
    if (isRange) this.#at += 2;
    set.fill(1, character.charCodeAt(0), (isRange ? last : character).charCodeAt(0) + 1);
  }
}
