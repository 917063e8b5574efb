import { type Data, fromByteString, isByteString } from "../../base/mod.ts";

/**
 * Data as `JSON.parse` would give it, with keys such as `__proto__` as ordinary ones.
 *
 * @param ofBigint what an integer beyond 2^53 becomes
 */
export function plainValue(data: Data, ofBigint: (value: bigint) => unknown = Number): unknown {
  if (isByteString(data)) return fromByteString(data);
  if (typeof data === "bigint") return ofBigint(data);
  if (Array.isArray(data)) return data.map((item) => plainValue(item, ofBigint));
  if (!(data instanceof Map)) return data;
  return Object.fromEntries([...data].map(([key, value]) => [fromByteString(key), plainValue(value, ofBigint)]));
}
