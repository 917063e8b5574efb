import type { Timestamp } from "./_proto.ts";

/** Nanoseconds since the Unix epoch, exact. */
export function timestampNanoseconds({ seconds, nanos }: Timestamp): bigint {
  return BigInt(String(seconds ?? 0)) * 1_000_000_000n + BigInt(nanos ?? 0);
}
