import { narrow, toByteString } from "../../../base/mod.ts";
import {
  badArgument,
  LuaError,
  type LuaValue,
  method,
  numberArgument,
  textArgument,
  Userdata,
  type UserdataType,
} from "../../../lua/api/mod.ts";
import { durationArgument, DurationValue } from "./duration_value.ts";
import {
  type CalendarTime,
  calendarTime,
  type DateFields,
  formatTime,
  localLocation,
  type Location,
  unixNanoseconds,
  unixSeconds,
  UTC,
  yearDay,
} from "../../pure/mod.ts";
import { locationArgument, LocationValue } from "./location_value.ts";

/** Go's default text of a time. */
const TEXT_LAYOUT = "2006-01-02 15:04:05.999999999 -0700 MST";
export const RFC3339 = "2006-01-02T15:04:05Z07:00";

/** Nanoseconds from Go's zero time, the start of the year 1, to the Unix epoch. */
const ZERO_TIME = -62_135_596_800_000_000_000n;

/** What JavaScript's calendar knows: 275 000 years each way. */
const MOST_SECONDS = 8_640_000_000_000 - 86_400;

/** A moment in a script's hands, as the clocks of a place show it (spec/lua-modules.md §7). */
export class TimeValue extends Userdata {
  override readonly type: UserdataType = timeType;
  #calendar: CalendarTime | undefined;

  /**
   * @param nanoseconds since the Unix epoch
   * @throws {LuaError} beyond the years that the calendar knows
   */
  constructor(readonly nanoseconds: bigint, readonly location: Location = UTC) {
    super();
    if (Math.abs(unixSeconds(nanoseconds)) > MOST_SECONDS) throw new LuaError("time out of range");
  }

  get calendar(): CalendarTime {
    return this.#calendar ??= calendarTime(this.nanoseconds, this.location);
  }

  /** The same moment on the clocks of another place. */
  in(location: Location): TimeValue {
    return new TimeValue(this.nanoseconds, location);
  }

  /** A moment of a calendar's fields in a place. */
  static of(fields: DateFields, nanosecond: number, location: Location): TimeValue {
    const nanoseconds = unixNanoseconds(fields, nanosecond, location);
    if (nanoseconds === undefined) throw new LuaError("time out of range");
    return new TimeValue(nanoseconds, location);
  }
}

/** A method that answers with one part of the date. */
function part(name: string, read: (date: Date) => LuaValue | LuaValue[]) {
  return method(TimeValue, name, (time) => read(time.calendar.date));
}

function comparison(name: string, compare: (a: bigint, b: bigint) => boolean) {
  return method(TimeValue, name, (time, args) => compare(time.nanoseconds, timeArgument(args, 1, name).nanoseconds));
}

const timeType: UserdataType = {
  name: "Time",
  methods: {
    add: method(TimeValue, "add", (time, args) => moved(time, durationArgument(args, 1, "add"))),
    add_date: method(TimeValue, "add_date", addDate),
    sub: method(TimeValue, "sub", (time, args) => difference(time, timeArgument(args, 1, "sub"))),
    round: method(TimeValue, "round", (time, args) => rounded(time, args, "round")),
    truncate: method(TimeValue, "truncate", (time, args) => rounded(time, args, "truncate")),
    after: comparison("after", (a, b) => a > b),
    before: comparison("before", (a, b) => a < b),
    equal: comparison("equal", (a, b) => a === b),
    is_zero: method(TimeValue, "is_zero", (time) => time.nanoseconds === ZERO_TIME),
    format: method(TimeValue, "format", (time, args) => {
      return toByteString(formatTime(time.calendar, textArgument(args, 1, "format")));
    }),
    format_rfc3339: method(TimeValue, "format_rfc3339", (time) => toByteString(formatTime(time.calendar, RFC3339))),
    unix: method(TimeValue, "unix", (time) => unixSeconds(time.nanoseconds)),
    unix_nano: method(TimeValue, "unix_nano", (time) => narrow(time.nanoseconds)),
    nanosecond: method(TimeValue, "nanosecond", (time) => time.calendar.nanosecond),
    utc: method(TimeValue, "utc", (time) => time.location === UTC ? time : time.in(UTC)),
    in_local: method(TimeValue, "in_local", (time, _, { world }) => time.in(localLocation(world.timeZone))),
    in_location: method(TimeValue, "in_location", (time, args) => {
      if (args[0] === undefined) throw badArgument(1, "in_location", "Location expected");
      return time.in(locationArgument(args, 1, "in_location", UTC));
    }),
    location: method(TimeValue, "location", (time) => new LocationValue(time.location)),
    date: part("date", (date) => [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()]),
    clock: part("clock", (date) => [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()]),
    year: part("year", (date) => date.getUTCFullYear()),
    month: part("month", (date) => date.getUTCMonth() + 1),
    day: part("day", (date) => date.getUTCDate()),
    hour: part("hour", (date) => date.getUTCHours()),
    minute: part("minute", (date) => date.getUTCMinutes()),
    second: part("second", (date) => date.getUTCSeconds()),
    weekday: part("weekday", (date) => date.getUTCDay()),
    year_day: part("year_day", yearDay),
  },
  metamethods: {
    __add: ([a, b]) => a instanceof TimeValue ? moved(a, durationArgument([b], 1, "add")) : addTo(b, a),
    __sub: ([a, b]) => {
      const time = timeArgument([a], 1, "sub");
      return b instanceof TimeValue ? difference(time, b) : moved(time, -durationArgument([b], 1, "sub"));
    },
    __eq: ([a, b]) => a instanceof TimeValue && b instanceof TimeValue && order(a, b) === 0,
    __lt: ([a, b]) => order(a, b) < 0,
    __le: ([a, b]) => order(a, b) <= 0,
    __tostring: ([time]) => toByteString(formatTime(timeArgument([time], 1, "tostring").calendar, TEXT_LAYOUT)),
  },
};

function timeArgument(args: LuaValue[], position: number, name: string): TimeValue {
  const value = args[position - 1];
  if (value instanceof TimeValue) return value;
  throw badArgument(position, name, "Time expected");
}

function moved(time: TimeValue, nanoseconds: number): TimeValue {
  return new TimeValue(time.nanoseconds + BigInt(Math.round(nanoseconds)), time.location);
}

function addTo(time: LuaValue, duration: LuaValue): TimeValue {
  return moved(timeArgument([time], 1, "add"), durationArgument([duration], 1, "add"));
}

/** At most what a duration can be, as in Go. */
function difference(a: TimeValue, b: TimeValue): DurationValue {
  const nanoseconds = a.nanoseconds - b.nanoseconds;
  if (BigInt.asIntN(64, nanoseconds) === nanoseconds) return new DurationValue(Number(nanoseconds));
  return new DurationValue(nanoseconds < 0n ? -(2 ** 63) : 2 ** 63);
}

function order(a: LuaValue, b: LuaValue): number {
  return Number(timeArgument([a, b], 1, "compare").nanoseconds - timeArgument([a, b], 2, "compare").nanoseconds);
}

/** Moves by calendar units; a day that the month does not have runs over into the next one, as in Go. */
function addDate(time: TimeValue, args: LuaValue[]): TimeValue {
  const { date, nanosecond } = time.calendar;
  const [years, months, days] = [1, 2, 3].map((position) => integerArgument(args, position, "add_date"));
  return TimeValue.of(
    [
      date.getUTCFullYear() + years!,
      date.getUTCMonth() + 1 + months!,
      date.getUTCDate() + days!,
      date.getUTCHours(),
      date.getUTCMinutes(),
      date.getUTCSeconds(),
    ],
    nanosecond,
    time.location,
  );
}

/** A required number of which only the whole part counts. */
export function integerArgument(args: LuaValue[], position: number, name: string): number {
  const value = Math.trunc(numberArgument(args, position, name));
  if (!Number.isSafeInteger(value)) throw badArgument(position, name, "number has no integer representation");
  return value;
}

/** To a multiple of the duration since the zero time; halves go up. */
function rounded(time: TimeValue, args: LuaValue[], name: "round" | "truncate"): TimeValue {
  const [duration] = args;
  if (!(duration instanceof DurationValue)) throw badArgument(1, name, "Duration expected");
  const unit = BigInt(Math.round(duration.nanoseconds));
  if (unit <= 0n) return time;
  const rest = (time.nanoseconds - ZERO_TIME) % unit;
  const up = name === "round" && rest * 2n >= unit ? unit : 0n;
  return new TimeValue(time.nanoseconds - rest + up, time.location);
}
