import { AppError, text } from "../../../base/mod.ts";
import { type DateFields, unixNanoseconds, utcSeconds } from "./calendar_time.ts";
import { layoutPieces } from "./_layout.ts";
import { fixedZone, type Location, offsetNamed, UTC } from "./location.ts";
import { type ParsedFields, readFields } from "./_read_fields.ts";
import { ParseProblem, quoteBytes } from "./_parse_problem.ts";

const SECOND = 1_000_000_000n;

/** A moment and the place whose clock shows it. */
export interface ParsedTime {
  readonly nanoseconds: bigint;
  readonly location: Location;
}

/**
 * Reads a moment written by a Go layout, by the rules of Go's `time.ParseInLocation`: fields that the layout lacks are
 * those of 1 January of the year 0, 00:00:00; a fraction may follow the seconds without standing in the layout.
 *
 * @param location where a time without a zone is meant; also what a zone's offset or name is looked up in first
 * @throws {AppError} kind Invalid, in Go's words, when the text is not of that form
 */
export function parseTime(layout: string, source: string, location: Location): ParsedTime {
  try {
    const fields = readFields(layoutPieces(layout), source);
    return momentOf(fields, dateOf(fields), location);
  } catch (error) {
    if (!(error instanceof ParseProblem)) throw error;
    const { expected, rest, message } = error;
    const where = message === ""
      ? ` as ${quoteBytes(layout)}: cannot parse ${quoteBytes(rest)} as ${quoteBytes(expected)}`
      : message;
    throw new AppError(text`parsing time ${quoteBytes(source)}${where}`, { kind: "Invalid", retryable: false });
  }
}

/** Checks the date; a day of the year stands for a month and a day. */
function dateOf({ year, month, day, yearDay, hour, minute, second, half }: ParsedFields): DateFields {
  const time = [halfHour(hour, half), minute, second] as const;
  if (yearDay === undefined) {
    const date = [year, month ?? 1, day ?? 1, ...time] as const;
    if (date[2] < 1 || date[2] > daysIn(year, date[1])) throw new ParseProblem("", "", ": day out of range");
    return date;
  }
  const days = daysIn(year, 2) === 29 ? 366 : 365;
  if (yearDay < 1 || yearDay > days) throw new ParseProblem("", "", ": day-of-year out of range");
  const date = new Date(utcSeconds([year, 1, yearDay, 0, 0, 0]) * 1000);
  const [itsMonth, itsDay] = [date.getUTCMonth() + 1, date.getUTCDate()];
  if ((month ?? itsMonth) !== itsMonth) throw new ParseProblem("", "", ": day-of-year does not match month");
  if ((day ?? itsDay) !== itsDay) throw new ParseProblem("", "", ": day-of-year does not match day");
  return [year, itsMonth, itsDay, ...time];
}

function halfHour(hour: number, half: ParsedFields["half"]): number {
  if (half === "PM" && hour < 12) return hour + 12;
  return half === "AM" && hour === 12 ? 0 : hour;
}

function daysIn(year: number, month: number): number {
  return new Date(utcSeconds([year, month + 1, 0, 0, 0, 0]) * 1000).getUTCDate();
}

function momentOf(fields: ParsedFields, date: DateFields, location: Location): ParsedTime {
  const { nanosecond, isUtc, zoneOffset, zoneName } = fields;
  if (isUtc || (zoneOffset === undefined && zoneName === undefined)) {
    const zone = isUtc ? UTC : location;
    return { nanoseconds: unixNanoseconds(date, nanosecond, zone)!, location: zone };
  }
  const local = utcSeconds(date);
  const at = (seconds: number) => BigInt(seconds) * SECOND + BigInt(nanosecond);
  if (zoneOffset !== undefined) {
    const there = location.lookup(local - zoneOffset);
    const fits = there.seconds === zoneOffset && (zoneName === undefined || there.name === zoneName);
    return { nanoseconds: at(local - zoneOffset), location: fits ? location : fixedZone(zoneName ?? "", zoneOffset) };
  }
  const offset = offsetNamed(zoneName!, local, location);
  if (offset !== undefined) return { nanoseconds: at(local - offset), location };
  // A name that the place does not know says nothing of its offset, except for `GMT+3`.
  const hours = /^GMT([+-]\d+)$/.exec(zoneName!)?.[1] ?? "0";
  return { nanoseconds: at(local), location: fixedZone(zoneName!, Number(hours) * 3600) };
}
