import { type CalendarTime, formatTime } from "./time/mod.ts";

const DAY_MILLISECONDS = 86_400_000;

/** What the codes of `os.date` are in a Go layout, in the C locale. */
const LAYOUTS: Readonly<Record<string, string>> = {
  Y: "2006",
  y: "06",
  m: "01",
  d: "02",
  H: "15",
  I: "03",
  M: "04",
  S: "05",
  p: "PM",
  A: "Monday",
  a: "Mon",
  B: "January",
  b: "Jan",
  j: "002",
  z: "-0700",
  Z: "MST",
  c: "Mon Jan _2 15:04:05 2006",
  x: "01/02/06",
  X: "15:04:05",
};

/** Writes a moment by the codes of spec/lua-modules.md §8; an unknown code stays as it is. */
export function formatDate(moment: CalendarTime, format: string): string {
  return format.replace(/%(.)/gs, (code, letter: string) => {
    if (letter === "%") return "%";
    if (letter === "w") return String(moment.date.getUTCDay());
    if (letter === "U") return String(isoWeek(moment.date)).padStart(2, "0");
    return Object.hasOwn(LAYOUTS, letter) ? formatTime(moment, LAYOUTS[letter]!) : code;
  });
}

/** The ISO 8601 number of the week: that of the year in which its Thursday lies. */
function isoWeek(date: Date): number {
  const thursday = new Date(date.getTime() + (4 - (date.getUTCDay() || 7)) * DAY_MILLISECONDS);
  const start = new Date(0);
  start.setUTCFullYear(thursday.getUTCFullYear(), 0, 1);
  return Math.floor((thursday.getTime() - start.getTime()) / DAY_MILLISECONDS / 7) + 1;
}
