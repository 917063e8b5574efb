import { ascii, integerOf, isByteString, isExact, narrow, toLatin1, wrap } from "../../base/mod.ts";
import {
  badArgument,
  type LuaContext,
  LuaError,
  type LuaState,
  type LuaValue,
  type NativeFunction,
} from "../api/mod.ts";
import { anyNumberArgument, floatArgument, integerArgument, spelledNumber } from "./integer_argument.ts";
import { SeededRandom } from "./seeded_random.ts";

const MOST_INTEGER = 2n ** 63n - 1n;
const LEAST_INTEGER = -(2n ** 63n);

/** A whole float as an integer, when 64 bits can hold it. */
function whole(value: number): number | bigint {
  return integerOf(value) ?? value;
}

/** Gives integers as they are. */
function rounded(name: string, round: (x: number) => number): NativeFunction {
  return (args) => {
    const value = anyNumberArgument(args, 1, name);
    return typeof value === "bigint" ? value : whole(round(value));
  };
}

function unary(name: string, compute: (x: number) => number): NativeFunction {
  return (args) => compute(floatArgument(args, 1, name));
}

function binary(name: string, compute: (x: number, y: number) => number): NativeFunction {
  return (args) => compute(floatArgument(args, 1, name), floatArgument(args, 2, name));
}

function choose(name: string, better: (x: number | bigint, y: number | bigint) => boolean): NativeFunction {
  return (args) => {
    let best = anyNumberArgument(args, 1, name);
    for (let position = 2; position <= args.length; position++) {
      const candidate = anyNumberArgument(args, position, name);
      if (better(candidate, best)) best = candidate;
    }
    return best;
  };
}

/** The generators of states that called `math.randomseed`. */
const seeded = new WeakMap<LuaState, SeededRandom>();

function random(args: LuaValue[], { state, world, scheduler }: LuaContext): number | bigint {
  const own = seeded.get(state);
  const fraction = own === undefined || scheduler.isReading ? world.random() : own.next();
  if (args.length === 0) return fraction;
  if (args.length > 2) throw new LuaError("wrong number of arguments");
  const [low, high] = args.length === 1
    ? [1, integerArgument(args, 1, "random")]
    : [integerArgument(args, 1, "random"), integerArgument(args, 2, "random")];
  if (low > high) throw badArgument(args.length, "random", "interval is empty");
  if (typeof low === "number" && typeof high === "number") return low + Math.floor(fraction * (high - low + 1));
  const width = BigInt(high) - BigInt(low);
  if (width > MOST_INTEGER) throw badArgument(args.length, "random", "interval too large");
  const offset = BigInt(Math.floor(fraction * (Number(width) + 1)));
  return narrow(BigInt(low) + (offset < width ? offset : width));
}

function remainder(args: LuaValue[]): number | bigint {
  const [x, y] = [anyNumberArgument(args, 1, "fmod"), anyNumberArgument(args, 2, "fmod")];
  const [a, b] = [integerOf(x), integerOf(y)];
  if (y === 0 && a !== undefined) throw badArgument(2, "fmod", "zero");
  if (a === undefined || b === undefined || (typeof a === "number" && typeof b === "number")) {
    return Number(x) % Number(y);
  }
  return wrap(BigInt(a) % BigInt(b));
}

function split(args: LuaValue[]): LuaValue[] {
  const value = anyNumberArgument(args, 1, "modf");
  if (typeof value === "bigint") return [value, 0];
  if (!Number.isFinite(value)) return [value, Number.isNaN(value) ? value : 0];
  return [whole(Math.trunc(value)), value - Math.trunc(value)];
}

function absolute(args: LuaValue[]): number | bigint {
  const value = anyNumberArgument(args, 1, "abs");
  if (typeof value === "number") return Math.abs(value);
  return value < 0n ? wrap(-value) : value;
}

/** A number that is an integer, also when text spells it; else nil. */
function toInteger(args: LuaValue[]): LuaValue {
  const [value] = args;
  if (args.length === 0) throw badArgument(1, "tointeger", "value expected");
  if (typeof value === "number" || typeof value === "bigint") return integerOf(value);
  const spelled = isByteString(value) ? spelledNumber(toLatin1(value)) : undefined;
  return spelled === undefined ? undefined : integerOf(spelled);
}

function typeOfNumber(value: number | bigint): "integer" | "float" {
  if (typeof value === "number") return isExact(value) ? "integer" : "float";
  return BigInt.asIntN(64, value) === value || BigInt.asUintN(64, value) === value ? "integer" : "float";
}

function bits(value: number | bigint): bigint {
  return BigInt.asUintN(64, BigInt(value));
}

/**
 * `math` (spec/lua-modules.md §1.1). Integral numbers are integers, whatever they came from (architecture.md §2); random
 * numbers come from the world, so that they are the same on replay.
 */
export const mathLibrary: Readonly<Record<string, NativeFunction | LuaValue>> = {
  abs: absolute,
  acos: unary("acos", Math.acos),
  asin: unary("asin", Math.asin),
  atan: (args) =>
    Math.atan2(floatArgument(args, 1, "atan"), args[1] === undefined ? 1 : floatArgument(args, 2, "atan")),
  atan2: binary("atan2", Math.atan2),
  ceil: rounded("ceil", Math.ceil),
  cos: unary("cos", Math.cos),
  cosh: unary("cosh", Math.cosh),
  deg: unary("deg", (x) => x * (180 / Math.PI)),
  exp: unary("exp", Math.exp),
  floor: rounded("floor", Math.floor),
  fmod: remainder,
  huge: Infinity,
  log: (args) =>
    logarithm(floatArgument(args, 1, "log"), args[1] === undefined ? undefined : floatArgument(args, 2, "log")),
  log10: unary("log10", Math.log10),
  max: choose("max", (candidate, best) => candidate > best),
  maxinteger: MOST_INTEGER,
  min: choose("min", (candidate, best) => candidate < best),
  mininteger: LEAST_INTEGER,
  modf: split,
  pi: Math.PI,
  pow: binary("pow", Math.pow),
  rad: unary("rad", (x) => x * (Math.PI / 180)),
  random,
  randomseed: (args, { state, scheduler }) => {
    scheduler.requireWritable();
    seeded.set(state, new SeededRandom(floatArgument(args, 1, "randomseed")));
    return [];
  },
  sin: unary("sin", Math.sin),
  sinh: unary("sinh", Math.sinh),
  sqrt: unary("sqrt", Math.sqrt),
  tan: unary("tan", Math.tan),
  tanh: unary("tanh", Math.tanh),
  tointeger: toInteger,
  type: (args) => {
    if (args.length === 0) throw badArgument(1, "type", "value expected");
    const [value] = args;
    return typeof value === "number" || typeof value === "bigint" ? ascii(typeOfNumber(value)) : undefined;
  },
  ult: (args) => bits(integerArgument(args, 1, "ult")) < bits(integerArgument(args, 2, "ult")),
};

function logarithm(x: number, base: number | undefined): number {
  if (base === undefined) return Math.log(x);
  if (base === 2) return Math.log2(x);
  return base === 10 ? Math.log10(x) : Math.log(x) / Math.log(base);
}
