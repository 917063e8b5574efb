import {
  type ByteString,
  concatBytes,
  formatDuration,
  fromByteString,
  integerOf,
  isByteString,
  parseDuration,
  text,
  toByteString,
} from "../../../base/mod.ts";
import {
  badArgument,
  LuaError,
  type LuaValue,
  method,
  numberArgument,
  typeName,
  Userdata,
  type UserdataType,
} from "../../../lua/api/mod.ts";

/** Some 292 years. */
const MOST_NANOSECONDS = 2 ** 63;

/** A length of time in a script's hands (spec/lua-modules.md §7). */
export class DurationValue extends Userdata {
  override readonly type: UserdataType = durationType;

  /** @throws {LuaError} beyond 64 bits, as Go's durations have */
  constructor(readonly nanoseconds: number) {
    super();
    if (!(Math.abs(nanoseconds) <= MOST_NANOSECONDS)) throw new LuaError("duration out of range");
  }
}

const durationType: UserdataType = {
  name: "Duration",
  methods: {
    nanoseconds: method(DurationValue, "nanoseconds", ({ nanoseconds }) => integerOf(nanoseconds) ?? nanoseconds),
    microseconds: method(DurationValue, "microseconds", (duration) => Math.trunc(duration.nanoseconds / 1e3)),
    milliseconds: method(DurationValue, "milliseconds", (duration) => Math.trunc(duration.nanoseconds / 1e6)),
    seconds: method(DurationValue, "seconds", (duration) => duration.nanoseconds / 1e9),
    minutes: method(DurationValue, "minutes", (duration) => duration.nanoseconds / 6e10),
    hours: method(DurationValue, "hours", (duration) => duration.nanoseconds / 3.6e12),
  },
  metamethods: {
    __add: ([a, b]) => new DurationValue(operand(a) + operand(b)),
    __sub: ([a, b]) => new DurationValue(operand(a) - operand(b)),
    __mul: (args) => new DurationValue(Math.round(factor(args, 0) * factor(args, 1))),
    __div: ([a, b]) => {
      return b instanceof DurationValue ? operand(a) / b.nanoseconds : divided(operand(a), [b]);
    },
    __unm: ([a]) => new DurationValue(-operand(a)),
    __eq: ([a, b]) => {
      return a instanceof DurationValue && b instanceof DurationValue && a.nanoseconds === b.nanoseconds;
    },
    __lt: ([a, b]) => operand(a) < operand(b),
    __le: ([a, b]) => operand(a) <= operand(b),
    __concat: ([a, b]) => concatBytes(textOf(a), textOf(b)),
    __tostring: ([a]) => textOf(a),
  },
};

/**
 * Reads a duration argument: a number of nanoseconds of which the whole part counts, a Go duration, or a Duration.
 *
 * @returns nanoseconds, or undefined when the value is none of these
 */
export function nanosecondsOf(value: LuaValue): number | undefined {
  if (value instanceof DurationValue) return value.nanoseconds;
  if (isByteString(value)) return parseDuration(fromByteString(value));
  const number = typeof value === "bigint" ? Number(value) : value;
  return typeof number === "number" && Math.abs(number) < MOST_NANOSECONDS ? Math.trunc(number) : undefined;
}

/** A duration argument of a native function that raises on a bad one. */
export function durationArgument(args: LuaValue[], position: number, name: string): number {
  const nanoseconds = nanosecondsOf(args[position - 1]);
  if (nanoseconds === undefined) throw badArgument(position, name, "duration expected");
  return nanoseconds;
}

function operand(value: LuaValue): number {
  const nanoseconds = nanosecondsOf(value);
  if (nanoseconds === undefined) throw new LuaError(text`attempt to use a ${typeName(value)} value as a duration`);
  return nanoseconds;
}

/** Durations are multiplied by numbers, so that the product is a duration again; text is no factor. */
function factor(args: LuaValue[], index: number): number {
  const value = args[index];
  if (value instanceof DurationValue && !(args[1 - index] instanceof DurationValue)) return value.nanoseconds;
  return numberArgument(args, index + 1, "multiplication of a duration");
}

function divided(nanoseconds: number, divisor: LuaValue[]): DurationValue {
  return new DurationValue(Math.round(nanoseconds / numberArgument(divisor, 1, "division of a duration")));
}

function textOf(value: LuaValue): ByteString {
  return isByteString(value) ? value : toByteString(formatDuration(operand(value)));
}
