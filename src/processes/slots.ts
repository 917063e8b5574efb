import { onAbort } from "../base/mod.ts";
/** Lets at most `size` holders in at one time; the others wait in the order in which they came. */
export class Slots {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  constructor(size: number) {
    this.#free = size;
  }

  /**
   * Waits for a slot.
   *
   * @returns a function that gives it back; undefined when the signal aborts before
   */
  async acquire(signal: AbortSignal): Promise<(() => void) | undefined> {
    if (signal.aborted) return undefined;
    if (this.#free > 0) this.#free--;
    else if (!await this.#wait(signal)) return undefined;
    return () => this.#release();
  }

  #wait(signal: AbortSignal): Promise<boolean> {
    return new Promise((resolve) => {
      const enter = () => {
        following[Symbol.dispose]();
        resolve(true);
      };
      this.#waiting.push(enter);
      const following = onAbort(signal, () => {
        this.#waiting.splice(this.#waiting.indexOf(enter), 1);
        resolve(false);
      });
    });
  }

  /** A slot goes straight to the next in line. */
  #release(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#free++;
  }
}
