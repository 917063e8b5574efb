import { zoneExists, type ZoneOffset, zoneOffset } from "./_zone_database.ts";

const HALF_YEAR = 15_778_800;
/** Where clocks have changed: July 1850 to 2038. */
const FIRST_CHANGE = -3_770_000_000;
const LAST_CHANGE = 2_150_000_000;

/** A time zone: how the clocks of a place differ from UTC, at every moment. */
export interface Location {
  /** `UTC`, `Europe/Berlin`, or what a fixed zone was called. */
  readonly name: string;
  lookup(unixSeconds: number): ZoneOffset;
}

/** Coordinated Universal Time. */
export const UTC: Location = fixedZone("UTC", 0);

/** A place whose clocks never change. */
export function fixedZone(name: string, seconds: number): Location {
  const offset: ZoneOffset = { seconds, name, isSummerTime: false };
  return { name, lookup: () => offset };
}

const known = new Map<string, Location>([["UTC", UTC]]);

/**
 * Finds a zone of the IANA time zone database. Its rules are those of the database inside this program, not of the
 * machine, so that a workflow replays the same everywhere.
 *
 * @returns undefined when there is no zone of that name
 */
export function findLocation(name: string): Location | undefined {
  let location = known.get(name);
  if (location === undefined && zoneExists(name)) {
    location = { name, lookup: (unixSeconds) => zoneOffset(name, unixSeconds) };
    known.set(name, location);
  }
  return location;
}

/** The zone that a world is in: UTC unless it names another. */
export function localLocation(timeZone: string | undefined): Location {
  return (timeZone === undefined ? undefined : findLocation(timeZone)) ?? UTC;
}

/**
 * The moment at which the clocks of a place show a time, both as seconds since the Unix epoch. A time that a change of
 * clocks skips, or shows twice, is taken as Go takes it: with one of the two offsets.
 */
export function fromLocalSeconds(localSeconds: number, location: Location): number {
  const { seconds } = location.lookup(localSeconds);
  return seconds === 0 ? localSeconds : localSeconds - location.lookup(localSeconds - seconds).seconds;
}

/** The offset that a place means by a name such as `CEST`, preferably at that time of its clocks. */
export function offsetNamed(name: string, localSeconds: number, location: Location): number | undefined {
  const named = offsetsOf(location).filter((offset) => offset.name === name);
  for (const { seconds } of named) {
    const there = location.lookup(localSeconds - seconds);
    if (there.name === name) return there.seconds;
  }
  return named[0]?.seconds;
}

const offsets = new WeakMap<Location, readonly ZoneOffset[]>();

/** The different offsets that a place has had, oldest first; one that lasted for less than half a year may be missed. */
function offsetsOf(location: Location): readonly ZoneOffset[] {
  const found = offsets.get(location) ?? findOffsets(location);
  offsets.set(location, found);
  return found;
}

function findOffsets(location: Location): ZoneOffset[] {
  const found = new Map<string, ZoneOffset>();
  for (let seconds = FIRST_CHANGE; seconds < LAST_CHANGE; seconds += HALF_YEAR) {
    const offset = location.lookup(seconds);
    found.set(`${offset.name} ${offset.seconds}`, found.get(`${offset.name} ${offset.seconds}`) ?? offset);
  }
  return [...found.values()];
}
