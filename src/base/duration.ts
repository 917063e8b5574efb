const UNITS: Record<string, bigint> = {
  ns: 1n,
  us: 1_000n,
  "µs": 1_000n,
  "μs": 1_000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
};
const DURATION_REGEXP = /^[+-]?(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+$/;
const PART_REGEXP = /(\d*)(?:\.(\d*))?(ns|us|µs|μs|ms|s|m|h)/g;

/** Go's longest duration in nanoseconds, some 292 years; below zero there is one more. */
const MAX_NANOSECONDS = 2n ** 63n - 1n;

/**
 * Reads a Go duration such as `1h30m` or `-1.5s` (spec/registry.md §5: units ns, us, µs, ms, s, m, h; a bare `0` is
 * legal, days are not; 292 years at most). What is less than a nanosecond is cut off.
 *
 * @returns nanoseconds, to the precision of a number, or undefined when the text is not a duration
 */
export function parseDuration(text: string): number | undefined {
  if (/^[+-]?0$/.test(text)) return 0;
  if (!DURATION_REGEXP.test(text)) return undefined;
  const isNegative = text.startsWith("-");
  let total = 0n;
  for (const [, whole, fraction = "", unit] of text.matchAll(PART_REGEXP)) {
    const size = UNITS[unit!]!;
    total += BigInt(whole || 0) * size + BigInt(fraction || 0) * size / 10n ** BigInt(fraction.length);
  }
  if (total > MAX_NANOSECONDS + (isNegative ? 1n : 0n)) return undefined;
  return isNegative && total !== 0n ? -Number(total) : Number(total);
}

/** Writes nanoseconds the way Go prints a `time.Duration`: `1h30m0s`, `1.5s`, `20ms`, `0s`. */
export function formatDuration(nanoseconds: number): string {
  if (nanoseconds === 0) return "0s";
  const sign = nanoseconds < 0 ? "-" : "";
  const size = Math.abs(nanoseconds);
  if (size < 1e3) return `${sign}${size}ns`;
  if (size < 1e6) return `${sign}${trim(size / 1e3)}µs`;
  if (size < 1e9) return `${sign}${trim(size / 1e6)}ms`;
  const hours = Math.floor(size / 3.6e12);
  const minutes = Math.floor((size % 3.6e12) / 6e10);
  const seconds = `${trim((size % 6e10) / 1e9)}s`;
  if (hours > 0) return `${sign}${hours}h${minutes}m${seconds}`;
  return minutes > 0 ? `${sign}${minutes}m${seconds}` : `${sign}${seconds}`;
}

function trim(value: number): string {
  return String(Number(value.toFixed(9)));
}
