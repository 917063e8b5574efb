import type { Clock } from "../../src/base/mod.ts";

/** A clock that stands still until a test moves it. */
export class FakeClock implements Clock {
  #milliseconds = 0;
  #timers: { at: number; callback: () => void }[] = [];

  /** Timers that wait. */
  get pending(): number {
    return this.#timers.length;
  }

  now(): bigint {
    return BigInt(this.#milliseconds) * 1_000_000n;
  }

  after(milliseconds: number, callback: () => void): () => void {
    const timer = { at: this.#milliseconds + milliseconds, callback };
    this.#timers.push(timer);
    return () => this.#timers = this.#timers.filter((other) => other !== timer);
  }

  /** Moves time on, firing what comes due in its order; whatever that sets off has happened when it resolves. */
  async advance(milliseconds: number): Promise<void> {
    const end = this.#milliseconds + milliseconds;
    await settle();
    while (true) {
      const next = this.#timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.#timers = this.#timers.filter((timer) => timer !== next);
      this.#milliseconds = Math.max(this.#milliseconds, next.at);
      next.callback();
      await settle();
    }
    this.#milliseconds = end;
  }
}

/** Resolves when all that was ready to run has run. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
