/**
 * Random numbers that a seed decides, for workflows: the same on every replay. The algorithm (sfc32) must never change,
 * because recorded histories depend on it. Predictable: not for tokens or keys.
 */
export class DeterministicRandom {
  #a = 0;
  #b: number;
  #c: number;
  #counter = 1;

  /** @param low @param high the two 32-bit halves of the seed */
  constructor(low: number, high: number) {
    this.#b = low | 0;
    this.#c = high | 0;
    for (let round = 0; round < 12; round++) this.#next32();
  }

  /** A generator that goes on from the same place. */
  copy(): DeterministicRandom {
    const copy = new DeterministicRandom(0, 0);
    [copy.#a, copy.#b, copy.#c, copy.#counter] = [this.#a, this.#b, this.#c, this.#counter];
    return copy;
  }

  /** A number in [0, 1) with 53 random bits. */
  next(): number {
    const high = this.#next32() >>> 5;
    const low = this.#next32() >>> 6;
    return (high * 2 ** 26 + low) / 2 ** 53;
  }

  #next32(): number {
    const sum = (this.#a + this.#b + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + sum | 0;
    return sum;
  }
}
