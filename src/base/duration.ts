const UNITS: Record<string, number> = { ns: 1, us: 1e3, "µs": 1e3, "μs": 1e3, ms: 1e6, s: 1e9, m: 6e10, h: 3.6e12 };
const DURATION_REGEXP = /^[+-]?(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+$/;
const PART_REGEXP = /(\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h)/g;

/** As many nanoseconds, some 292 years, Go's durations cannot have. */
const LIMIT = 2 ** 63;

/**
 * Reads a Go duration such as `1h30m` or `-1.5s` (spec/registry.md §5: units ns, us, µs, ms, s, m, h; a bare `0` is
 * legal, days are not; 292 years at most).
 *
 * @returns nanoseconds, or undefined when the text is not a duration
 */
export function parseDuration(text: string): number | undefined {
  if (/^[+-]?0$/.test(text)) return 0;
  if (!DURATION_REGEXP.test(text)) return undefined;
  let total = 0;
  for (const [, amount, unit] of text.matchAll(PART_REGEXP)) total += Number(amount) * UNITS[unit!]!;
  return total < LIMIT ? Math.round(text.startsWith("-") ? -total : total) : undefined;
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
