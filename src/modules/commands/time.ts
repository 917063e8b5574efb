import { fromByteString } from "../../base/mod.ts";
import {
  failure,
  type LuaContext,
  type LuaModule,
  type LuaValue,
  type NativeFunction,
  type NativeResult,
  numberArgument,
  Suspension,
  typeName,
} from "../../lua/mod.ts";
import type { SleepCommand } from "./command.ts";
import { DurationValue, nanosecondsOf } from "./duration_value.ts";
import { TIME_CONSTANTS } from "./time_constants.ts";
import { TimeValue } from "./time_value.ts";
import { Ticker } from "./ticker.ts";
import { Timer } from "./timer.ts";

const MEMBERS: Readonly<Record<string, NativeFunction | LuaValue>> = {
  ...TIME_CONSTANTS,
  now: (_, { world }) => new TimeValue(world.now()),
  unix: (args) => {
    const seconds = BigInt(Math.trunc(numberArgument(args, 1, "unix")));
    return new TimeValue(seconds * 1_000_000_000n + BigInt(Math.trunc(numberArgument(args, 2, "unix"))));
  },
  sleep: ([duration]) => {
    const nanoseconds = nanosecondsOf(duration);
    if (nanoseconds === undefined) return badDuration("sleep", duration);
    const command: SleepCommand = { type: "sleep", nanoseconds };
    return new Suspension(command);
  },
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
  return nanoseconds > 0 ? use(nanoseconds) : failure("Invalid", `time.${name}: duration must be > 0`);
}

function badDuration(name: string, value: LuaValue): LuaValue[] {
  const got = typeof value === "string" ? `"${fromByteString(value)}"` : `a ${typeName(value)} value`;
  const expected = 'expected nanoseconds, a Go duration such as "1m30s" or a Duration';
  return failure("Invalid", `time.${name}: invalid duration ${got}: ${expected}`);
}

/** The `time` module (contract/lua-modules.md §7), in UTC; parsing and time zones are not there yet. */
export const timeModule: LuaModule = {
  name: "time",
  world: "any",
  open: ({ state }) => state.createLibrary(MEMBERS),
};
