/** What a state may use up, as its entry's `meta.limits` says. */
export interface Limits {
  /** Milliseconds of running without waiting. @default what the {@linkcode Budget} says */
  readonly time?: number;
  /** Bytes of memory. @default {@linkcode MEMORY_LIMIT} */
  readonly memory?: number;
  /** Bytes of the longest string that a state makes. @default {@linkcode STRING_LIMIT} */
  readonly string?: number;
}

/** Bytes of memory that a state may hold, about. */
export const MEMORY_LIMIT = 256 * 2 ** 20;
/** Bytes of the longest string that a state may make. */
export const STRING_LIMIT = 16 * 2 ** 20;
/** Shorter strings are never measured. */
export const LEAST_STRING_LIMIT = 2 ** 16;
