/** Time as a dependency, so that tests decide what time it is. */
export interface Clock {
  /** Nanoseconds since the Unix epoch. */
  now(): bigint;

  /**
   * Calls `callback` once after `milliseconds`.
   *
   * @returns a function that cancels the call
   */
  after(milliseconds: number, callback: () => void): () => void;
}

/** setTimeout fires at once beyond 2^31 - 1 ms, so a longer wait is made of several. */
const LONGEST_TIMEOUT = 2 ** 31 - 1;

/** The machine's own clock. */
export const systemClock: Clock = {
  now: () => BigInt(Date.now()) * 1_000_000n,
  after(milliseconds, callback) {
    let handle: ReturnType<typeof setTimeout>;
    const arm = (rest: number) => {
      const step = Math.min(rest, LONGEST_TIMEOUT);
      handle = setTimeout(() => rest > step ? arm(rest - step) : callback(), step);
    };
    arm(milliseconds);
    return () => clearTimeout(handle);
  },
};
