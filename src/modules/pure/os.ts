import { ascii, isByteString, text, toByteString, toLatin1 } from "../../base/mod.ts";
import {
  badArgument,
  type LuaModule,
  type LuaTable,
  type LuaValue,
  type NativeFunction,
  numberArgument,
  optionalTableArgument,
  textArgument,
  typeName,
} from "../../lua/api/mod.ts";
import { formatDate } from "./os_date.ts";
import {
  type CalendarTime,
  calendarTime,
  localLocation,
  unixNanoseconds,
  unixSeconds,
  UTC,
  yearDay,
} from "./time/mod.ts";

const SECOND = 1_000_000_000n;

/** `os.time()`: now in whole seconds; `os.time{…}`: those of a local date, where the clock's fields are 0 by default.
 * The fields of the table become those of that date. */
const time: NativeFunction = (args, { scheduler, world }) => {
  const table = optionalTableArgument(args, 1, "time");
  if (table === undefined) return unixSeconds(world.now());
  const location = localLocation(world.timeZone);
  const today = calendarTime(world.now(), location).date;
  const fields = [
    field(table, "year", today.getUTCFullYear()),
    field(table, "month", today.getUTCMonth() + 1),
    field(table, "day", today.getUTCDate()),
    field(table, "hour", 0),
    field(table, "min", 0),
    field(table, "sec", 0),
  ] as const;
  const nanoseconds = unixNanoseconds(fields, 0, location);
  if (nanoseconds === undefined) throw badArgument(1, "time", "date out of range");
  // The table is normalized, as in Lua; code that may only look leaves it alone.
  if (!scheduler.isReading) setFields(table, calendarTime(nanoseconds, location));
  return unixSeconds(nanoseconds);
};

function field(table: LuaTable, name: string, fallback: number): number {
  const value = table.get(toByteString(name)) ?? fallback;
  const number = isByteString(value) ? Number(toLatin1(value)) : value;
  if (typeof number === "number" && Number.isInteger(number)) return number;
  throw badArgument(1, "time", text`field '${name}' must be an integer, got ${typeName(value)}`);
}

/** `os.date(format?, seconds?)`: text, or a table for `*t`; `!` in front means UTC. */
const date: NativeFunction = (args, { world, state }) => {
  const given = args[0] === undefined ? "%c" : textArgument(args, 1, "date");
  const seconds = args[1] === undefined ? undefined : Math.floor(numberArgument(args, 2, "date"));
  if (seconds !== undefined && !(Math.abs(seconds) < 8.64e12)) throw badArgument(2, "date", "time out of range");
  const location = given.startsWith("!") ? UTC : localLocation(world.timeZone);
  const format = given.replace(/^!/, "");
  const moment = calendarTime(seconds === undefined ? world.now() : BigInt(seconds) * SECOND, location);
  if (format !== "*t") return toByteString(formatDate(moment, format));
  const table = state.createTable();
  setFields(table, moment);
  return table;
};

function setFields(table: LuaTable, moment: CalendarTime): void {
  for (const [key, value] of Object.entries(partsOf(moment))) table.set(toByteString(key), value);
}

function partsOf(moment: CalendarTime): Record<string, LuaValue> {
  const { date, offset } = moment;
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    min: date.getUTCMinutes(),
    sec: date.getUTCSeconds(),
    wday: date.getUTCDay() + 1,
    yday: yearDay(date),
    isdst: offset.isSummerTime,
  };
}

const difftime: NativeFunction = (args) => numberArgument(args, 1, "difftime") - numberArgument(args, 2, "difftime");

/** The `os` library: its time functions only (spec/lua-modules.md §8); a global in every script. */
export const osModule: LuaModule = {
  name: "os",
  world: "any",
  open: ({ state, world }) => {
    const started = world.now();
    const clock = () => Number(world.now() - started) / 1e9;
    return state.createLibrary({ time, date, difftime, clock, platform: ascii("wippy") });
  },
};
