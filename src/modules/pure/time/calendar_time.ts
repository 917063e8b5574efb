import type { ZoneOffset } from "./_zone_database.ts";
import { fromLocalSeconds, type Location } from "./location.ts";

const SECOND = 1_000_000_000n;
const DAY_MILLISECONDS = 86_400_000;

/** A moment as the calendar and clock of a place show it. */
export interface CalendarTime {
  /** Its UTC fields hold the local year, month, … second. */
  readonly date: Date;
  /** Within the second. */
  readonly nanosecond: number;
  readonly offset: ZoneOffset;
}

/** Whole seconds since the Unix epoch, rounded down. */
export function unixSeconds(unixNanoseconds: bigint): number {
  const rest = unixNanoseconds % SECOND;
  return Number((unixNanoseconds - rest) / SECOND) - (rest < 0n ? 1 : 0);
}

/** Takes nanoseconds since the Unix epoch apart, in a place. */
export function calendarTime(unixNanoseconds: bigint, location: Location): CalendarTime {
  const seconds = unixSeconds(unixNanoseconds);
  const offset = location.lookup(seconds);
  const nanosecond = Number(unixNanoseconds - BigInt(seconds) * SECOND);
  return { date: new Date((seconds + offset.seconds) * 1000), nanosecond, offset };
}

/** Year, month (1–12), day, hour, minute, second; any of them may lie outside of its range and then runs over. */
export type DateFields = readonly [number, number, number, number, number, number];

/** Seconds since the Unix epoch of a date in UTC; NaN beyond the years that JavaScript knows. */
export function utcSeconds([year, month, day, hour, minute, second]: DateFields): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getTime() / 1000 + hour * 3600 + minute * 60 + second;
}

/** Nanoseconds since the Unix epoch of a date in a place; undefined beyond the years that JavaScript knows. */
export function unixNanoseconds(fields: DateFields, nanosecond: number, location: Location): bigint | undefined {
  const local = utcSeconds(fields);
  if (!Number.isFinite(local)) return undefined;
  return BigInt(fromLocalSeconds(local, location)) * SECOND + BigInt(nanosecond);
}

/** Day of the year, from 1. */
export function yearDay(date: Date): number {
  const start = utcSeconds([date.getUTCFullYear(), 1, 1, 0, 0, 0]) * 1000;
  return Math.floor((date.getTime() - start) / DAY_MILLISECONDS) + 1;
}
