const BITS = 2 ** 32;

/** A small generator of pseudorandom numbers: one seed, one sequence. Not for secrets. */
export class SeededRandom {
  #state: number;

  constructor(seed: number) {
    // Both halves of a large seed count; fractions do too.
    this.#state = (Math.floor(seed) ^ Math.floor(seed / BITS) ^ Math.floor((seed % 1) * BITS)) >>> 0;
  }

  /** A number in [0, 1) with 53 random bits. */
  next(): number {
    return ((this.#next32() >>> 5) * 2 ** 26 + (this.#next32() >>> 6)) / 2 ** 53;
  }

  /** Steps a Weyl sequence and mixes its bits. */
  #next32(): number {
    this.#state = (this.#state + 0x9e3779b9) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return (mixed ^ (mixed >>> 16)) >>> 0;
  }
}
