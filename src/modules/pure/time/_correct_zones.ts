/** A line of a zone: minutes west of Greenwich, rules, letters, and when it ends; all as text. */
type ZoneLine = readonly [offset: string, rules: string, letters: string, until: string | null];

/** What of the package `tzdata` is used here; a zone that is a text is another name of that one. */
interface ZoneData {
  readonly zones: Readonly<Record<string, readonly ZoneLine[] | string>>;
}

/** Lines of tzdb that really end on 31 December. */
const LAST_DAYS: Readonly<Record<string, number>> = {
  "Asia/Manila": 1844,
  "Pacific/Guam": 1844,
  "Pacific/Kanton": 1994,
  "Pacific/Kiritimati": 1994,
  "Pacific/Kosrae": 1844,
  "Pacific/Palau": 1844,
};

/**
 * Mends the package's zones: a line that ends with a year begins, `1980`, is written there as if it ended on the last day
 * of that year, so that none of the new rules would apply in it.
 */
export function correctZones(data: ZoneData): ZoneData {
  const zones = Object.entries(data.zones).map(([name, lines]) => {
    if (typeof lines === "string") return [name, lines] as const;
    return [name, lines.map((line) => correctLine(line, LAST_DAYS[name]))] as const;
  });
  return { ...data, zones: Object.fromEntries(zones) };
}

function correctLine(line: ZoneLine, lastDay: number | undefined): ZoneLine {
  const [offset, rules, letters, until] = line;
  const end = new Date(until === null ? NaN : Number(until));
  const year = end.getUTCFullYear();
  if (end.getTime() !== Date.UTC(year, 11, 31) || year === lastDay) return line;
  return [offset, rules, letters, String(Math.round(Date.UTC(year, 0, 1) + Number(offset) * 60_000))];
}
