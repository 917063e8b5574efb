import { fromByteString, toByteString } from "../../base/mod.ts";
import {
  badArgument,
  type LuaValue,
  method,
  numberArgument,
  stringArgument,
  Userdata,
  type UserdataType,
} from "../../lua/mod.ts";
import { durationArgument, DurationValue } from "./duration_value.ts";
import { type CalendarTime, calendarTime, formatTime, yearDay } from "./time_format.ts";

/** Go's default text of a time. */
const TEXT_LAYOUT = "2006-01-02 15:04:05.999999999 -0700 MST";
export const RFC3339 = "2006-01-02T15:04:05Z07:00";

/** Nanoseconds from Go's zero time, the start of the year 1, to the Unix epoch. */
const ZERO_TIME = -62_135_596_800_000_000_000n;

/** A moment in a script's hands (contract/lua-modules.md §7), in UTC. */
export class TimeValue extends Userdata {
  override readonly type: UserdataType = timeType;

  /** @param nanoseconds since the Unix epoch */
  constructor(readonly nanoseconds: bigint) {
    super();
  }

  calendar(): CalendarTime {
    return calendarTime(this.nanoseconds);
  }
}

/** A method that answers with one part of the date. */
function part(name: string, read: (date: Date) => LuaValue | LuaValue[]) {
  return method(TimeValue, name, (time) => read(time.calendar().date));
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
      return toByteString(formatTime(time.calendar(), fromByteString(stringArgument(args, 1, "format"))));
    }),
    format_rfc3339: method(TimeValue, "format_rfc3339", (time) => formatTime(time.calendar(), RFC3339)),
    unix: method(TimeValue, "unix", (time) => Math.floor(time.calendar().date.getTime() / 1000)),
    unix_nano: method(TimeValue, "unix_nano", (time) => Number(time.nanoseconds)),
    nanosecond: method(TimeValue, "nanosecond", (time) => time.calendar().nanosecond),
    utc: method(TimeValue, "utc", (time) => time),
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
    __tostring: ([time]) => formatTime(timeArgument([time], 1, "tostring").calendar(), TEXT_LAYOUT),
  },
};

function timeArgument(args: LuaValue[], position: number, name: string): TimeValue {
  const value = args[position - 1];
  if (value instanceof TimeValue) return value;
  throw badArgument(position, name, "Time expected");
}

function moved(time: TimeValue, nanoseconds: number): TimeValue {
  return new TimeValue(time.nanoseconds + BigInt(Math.round(nanoseconds)));
}

function addTo(time: LuaValue, duration: LuaValue): TimeValue {
  return moved(timeArgument([time], 1, "add"), durationArgument([duration], 1, "add"));
}

function difference(a: TimeValue, b: TimeValue): DurationValue {
  return new DurationValue(Number(a.nanoseconds - b.nanoseconds));
}

function order(a: LuaValue, b: LuaValue): number {
  return Number(timeArgument([a, b], 1, "compare").nanoseconds - timeArgument([a, b], 2, "compare").nanoseconds);
}

/** Moves by calendar units; a day that the month does not have runs over into the next one, as in Go. */
function addDate(time: TimeValue, args: LuaValue[]): TimeValue {
  const { date, nanosecond } = time.calendar();
  date.setUTCFullYear(
    date.getUTCFullYear() + numberArgument(args, 1, "add_date"),
    date.getUTCMonth() + numberArgument(args, 2, "add_date"),
    date.getUTCDate() + numberArgument(args, 3, "add_date"),
  );
  return new TimeValue(BigInt(date.getTime()) * 1_000_000n + BigInt(nanosecond));
}

/** To a multiple of the duration since the zero time; halves go up. */
function rounded(time: TimeValue, args: LuaValue[], name: "round" | "truncate"): TimeValue {
  const [duration] = args;
  if (!(duration instanceof DurationValue)) throw badArgument(1, name, "Duration expected");
  const unit = BigInt(Math.round(duration.nanoseconds));
  if (unit <= 0n) return time;
  const rest = (time.nanoseconds - ZERO_TIME) % unit;
  const up = name === "round" && rest * 2n >= unit ? unit : 0n;
  return new TimeValue(time.nanoseconds - rest + up);
}
