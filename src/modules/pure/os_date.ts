import { badArgument } from "../../lua/api/mod.ts";
import { type CalendarTime, formatTime, yearDay } from "./time/mod.ts";

const DAY_MILLISECONDS = 86_400_000;

/** What the codes of `os.date` are in a Go layout, in the C locale. */
const LAYOUTS: Readonly<Record<string, string>> = {
  A: "Monday",
  B: "January",
  D: "01/02/06",
  F: "2006-01-02",
  H: "15",
  I: "03",
  M: "04",
  R: "15:04",
  S: "05",
  T: "15:04:05",
  X: "15:04:05",
  Y: "2006",
  Z: "MST",
  a: "Mon",
  b: "Jan",
  c: "Mon Jan _2 15:04:05 2006",
  d: "02",
  e: "_2",
  h: "Jan",
  j: "002",
  m: "01",
  p: "PM",
  r: "03:04:05 PM",
  x: "01/02/06",
  y: "06",
  z: "-0700",
};

/** The codes that no layout has. */
const COMPUTED: Readonly<Record<string, (date: Date) => string>> = {
  C: (date) => twoDigits(Math.floor(date.getUTCFullYear() / 100)),
  G: (date) => String(isoYear(date)),
  U: (date) => twoDigits(isoWeek(date)), // as Wippy has it; C counts from the first Sunday
  V: (date) => twoDigits(isoWeek(date)),
  W: (date) => twoDigits(Math.floor((yearDay(date) + 6 - (date.getUTCDay() + 6) % 7) / 7)),
  g: (date) => twoDigits(isoYear(date) % 100),
  n: () => "\n",
  t: () => "\t",
  u: (date) => String(date.getUTCDay() || 7),
  w: (date) => String(date.getUTCDay()),
  "%": () => "%",
};

/** Codes with a modifier mean the same in the C locale as those without. */
const CODE_REGEXP = /%(E(?=[cCxXyY])|O(?=[deHImMSuUVwWy]))?(.?)/gs;

/**
 * Writes a moment by the codes of `os.date`: those of C99, in the C locale (spec/lua-modules.md §8).
 *
 * @param moment in the zone that is meant
 * @param format text with codes
 * @returns the text
 * @throws {LuaError} for an unknown code
 */
export function formatDate(moment: CalendarTime, format: string): string {
  return format.replace(CODE_REGEXP, (code, _modifier: string | undefined, letter: string, at: number) => {
    if (Object.hasOwn(LAYOUTS, letter)) return formatTime(moment, LAYOUTS[letter]!);
    if (Object.hasOwn(COMPUTED, letter)) return COMPUTED[letter]!(moment.date);
    const shown = /^%[EO]$/.test(code) ? format.slice(at, at + 3) : code;
    throw badArgument(1, "date", `invalid conversion specifier '${shown}'`);
  });
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}

/** The Thursday of the week that a date lies in: its year is that of the week by ISO 8601. */
function thursdayOf(date: Date): Date {
  return new Date(date.getTime() + (4 - (date.getUTCDay() || 7)) * DAY_MILLISECONDS);
}

function isoYear(date: Date): number {
  return thursdayOf(date).getUTCFullYear();
}

/** The ISO 8601 number of the week. */
function isoWeek(date: Date): number {
  return Math.floor((yearDay(thursdayOf(date)) - 1) / 7) + 1;
}
