/**
 * Plain data as it leaves or enters a script: what JSON can say, plus exact big integers. Text is kept as a byte string
 * (see byte_string.ts); objects are Maps, so that the order of keys survives.
 */
export type Data = null | boolean | number | bigint | string | Data[] | Map<string, Data>;
