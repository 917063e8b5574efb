/** Bytes of memory that a state may hold, about, unless its {@linkcode Limits} say otherwise. */
export const MEMORY_LIMIT = 256 * 2 ** 20;
/** Bytes of the longest string that a state may make, unless its {@linkcode Limits} say otherwise. */
export const STRING_LIMIT = 16 * 2 ** 20;
/** Shorter strings are never measured. */
export const LEAST_STRING_LIMIT = 2 ** 16;
