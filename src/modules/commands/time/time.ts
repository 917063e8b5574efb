import { AppError, fromByteString, isByteString, text } from "../../../base/mod.ts";
import {
  badArgument,
  ErrorValue,
  failure,
  type LuaContext,
  type LuaModule,
  type LuaValue,
  type Native,
  type NativeResult,
  Suspension,
  textArgument,
  typeName,
  waits,
} from "../../../lua/api/mod.ts";
import { channelType } from "../../../lua/run/mod.ts";
import { findLocation, fixedZone, localLocation, parseTime, UTC } from "../../pure/mod.ts";
import type { SleepCommand } from "../command.ts";
import { DurationValue, nanosecondsOf } from "./duration_value.ts";
import { locationArgument, LocationValue } from "./location_value.ts";
import { TIME_CONSTANTS } from "./time_constants.ts";
import { integerArgument, TimeValue } from "./time_value.ts";
import { Ticker } from "./ticker.ts";
import { Timer } from "./timer.ts";

/** Real zones stay within a day. */
const MOST_OFFSET_SECONDS = 172_800;

const MEMBERS: Readonly<Record<string, Native | LuaValue>> = {
  ...TIME_CONSTANTS,
  utc: new LocationValue(UTC),
  now: (_, { world }) => new TimeValue(world.now(), localLocation(world.timeZone)),
  date: (args, { world }) => {
    const [year, month, day, hour, minute, second, nanosecond] = [1, 2, 3, 4, 5, 6, 7].map((position) =>
      integerArgument(args, position, "date")
    ) as [number, number, number, number, number, number, number];
    const location = locationArgument(args, 8, "date", localLocation(world.timeZone));
    const rest = ((nanosecond % 1e9) + 1e9) % 1e9;
    const carried = second + (nanosecond - rest) / 1e9;
    return TimeValue.of([year, month, day, hour, minute, carried], rest, location);
  },
  unix: (args, { world }) => {
    const seconds = BigInt(integerArgument(args, 1, "unix"));
    const nanoseconds = BigInt(integerArgument(args, 2, "unix"));
    return new TimeValue(seconds * 1_000_000_000n + nanoseconds, localLocation(world.timeZone));
  },
  parse: (args, { world }) => {
    const layout = textArgument(args, 1, "parse");
    const text = textArgument(args, 2, "parse");
    const location = locationArgument(args, 3, "parse", localLocation(world.timeZone));
    try {
      const parsed = parseTime(layout, text, location);
      return new TimeValue(parsed.nanoseconds, parsed.location);
    } catch (error) {
      if (error instanceof AppError) return [undefined, new ErrorValue(error)];
      throw error;
    }
  },
  load_location: (args, { world }) => {
    const name = textArgument(args, 1, "load_location");
    if (name === "") return failure("Invalid", "time.load_location: the name is empty");
    const location = name === "Local" ? localLocation(world.timeZone) : findLocation(name);
    return location ? new LocationValue(location) : failure("NotFound", text`unknown time zone ${name}`);
  },
  fixed_zone: (args) => {
    const name = textArgument(args, 1, "fixed_zone");
    const seconds = integerArgument(args, 2, "fixed_zone");
    if (Math.abs(seconds) > MOST_OFFSET_SECONDS) throw badArgument(2, "fixed_zone", "at most 48 hours either way");
    return new LocationValue(fixedZone(name, seconds));
  },
  sleep: waits(([duration]) => {
    const nanoseconds = nanosecondsOf(duration);
    if (nanoseconds === undefined) return badDuration("sleep", duration);
    const command: SleepCommand = { type: "sleep", nanoseconds };
    return new Suspension(command);
  }),
  after: (args, context) => startTimer("after", args, context, (timer) => timer.channel),
  timer: (args, context) => startTimer("timer", args, context, (timer) => timer),
  ticker: ([duration], context) =>
    withDuration("ticker", duration, (nanoseconds) => {
      const ticker = new Ticker(nanoseconds);
      ticker.start(context);
      return ticker;
    }),
  parse_duration: ([value]) => {
    const nanoseconds = nanosecondsOf(value);
    return nanoseconds === undefined ? badDuration("parse_duration", value) : new DurationValue(nanoseconds);
  },
};

function startTimer(
  name: string,
  [duration]: LuaValue[],
  context: LuaContext,
  result: (timer: Timer) => LuaValue,
): NativeResult {
  return withDuration(name, duration, (nanoseconds) => {
    const timer = new Timer();
    timer.start(nanoseconds, context);
    return result(timer);
  });
}

function withDuration(name: string, value: LuaValue, use: (nanoseconds: number) => LuaValue): NativeResult {
  const nanoseconds = nanosecondsOf(value);
  if (nanoseconds === undefined) return badDuration(name, value);
  return nanoseconds > 0 ? use(nanoseconds) : failure("Invalid", text`time.${name}: duration must be > 0`);
}

function badDuration(name: string, value: LuaValue): LuaValue[] {
  const got = isByteString(value) ? `"${fromByteString(value)}"` : `a ${typeName(value)} value`;
  const expected = 'expected nanoseconds, a Go duration such as "1m30s" or a Duration';
  return failure("Invalid", text`time.${name}: invalid duration ${got}: ${expected}`);
}

/** The `time` module (spec/lua-modules.md §7). */
export const timeModule: LuaModule = {
  name: "time",
  world: "any",
  members: MEMBERS,
  types: [channelType],
  open: ({ state, world }) =>
    state.createLibrary({ ...MEMBERS, localtz: new LocationValue(localLocation(world.timeZone)) }),
};
