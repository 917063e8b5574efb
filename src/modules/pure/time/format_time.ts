import type { ZoneOffset } from "./_zone_database.ts";
import { type CalendarTime, yearDay } from "./calendar_time.ts";
import { DAYS, isFraction, isNumericZone, layoutPieces, MONTHS } from "./_layout.ts";

/** Writes a moment by a Go layout (spec/lua-modules.md §7); what is no token stands for itself. */
export function formatTime(time: CalendarTime, layout: string): string {
  let text = "";
  for (const piece of layoutPieces(layout)) {
    text += piece.text;
    if (piece.token !== undefined) text += formatToken(piece.token, time);
  }
  return text;
}

function formatToken(token: string, { date, nanosecond, offset }: CalendarTime): string {
  if (isFraction(token)) return formatFraction(token, nanosecond);
  if (isNumericZone(token)) return formatZone(token, offset.seconds);
  if (token === "MST") return formatZoneName(offset);
  return WRITERS[token]!(date);
}

/** How each token is written. */
const WRITERS: Readonly<Record<string, (date: Date) => string>> = {
  "2006": (date) => pad(date.getUTCFullYear(), 4),
  "06": (date) => pad(Math.max(date.getUTCFullYear(), 0) % 100, 2),
  January: (date) => MONTHS[date.getUTCMonth()]!,
  Jan: (date) => MONTHS[date.getUTCMonth()]!.slice(0, 3),
  "01": (date) => pad(date.getUTCMonth() + 1, 2),
  "1": (date) => String(date.getUTCMonth() + 1),
  Monday: (date) => DAYS[date.getUTCDay()]!,
  Mon: (date) => DAYS[date.getUTCDay()]!.slice(0, 3),
  "02": (date) => pad(date.getUTCDate(), 2),
  _2: (date) => String(date.getUTCDate()).padStart(2),
  "2": (date) => String(date.getUTCDate()),
  "002": (date) => pad(yearDay(date), 3),
  __2: (date) => String(yearDay(date)).padStart(3),
  "15": (date) => pad(date.getUTCHours(), 2),
  "03": (date) => pad(hour12(date), 2),
  "3": (date) => String(hour12(date)),
  "04": (date) => pad(date.getUTCMinutes(), 2),
  "4": (date) => String(date.getUTCMinutes()),
  "05": (date) => pad(date.getUTCSeconds(), 2),
  "5": (date) => String(date.getUTCSeconds()),
  PM: (date) => date.getUTCHours() < 12 ? "AM" : "PM",
  pm: (date) => date.getUTCHours() < 12 ? "am" : "pm",
};

function hour12(date: Date): number {
  return date.getUTCHours() % 12 || 12;
}

/** `.000` keeps as many digits as it has, `.999` drops zeros at the end, and itself when nothing is left. */
function formatFraction(token: string, nanosecond: number): string {
  let digits = pad(nanosecond, 9).slice(0, token.length - 1);
  if (token[1] === "9") digits = digits.replace(/0+$/, "");
  return digits && token[0] + digits;
}

/** `-07:00`: hours, minutes and seconds as far as the token has them; with `Z` in front, UTC is that letter. */
function formatZone(token: string, seconds: number): string {
  if (token[0] === "Z" && seconds === 0) return "Z";
  const size = Math.abs(seconds);
  const separator = token.includes(":") ? ":" : "";
  const parts = [Math.trunc(size / 3600), Math.trunc(size / 60) % 60, size % 60].map((part) => pad(part, 2));
  const count = (token.replaceAll(":", "").length - 1) / 2;
  return (seconds <= -60 ? "-" : "+") + parts.slice(0, count).join(separator);
}

/** A zone without a name shows its offset. */
function formatZoneName({ name, seconds }: ZoneOffset): string {
  return name === "" ? formatZone("-0700", seconds) : name;
}

function pad(value: number, width: number): string {
  return (value < 0 ? "-" : "") + String(Math.abs(value)).padStart(width, "0");
}
