import { ascii, isByteString, toLatin1 } from "../../base/mod.ts";
import {
  badArgument,
  ExactInteger,
  type LuaContext,
  LuaError,
  type LuaState,
  type LuaValue,
  type NativeFunction,
  wrongType,
} from "../api/mod.ts";
import { SeededRandom } from "./seeded_random.ts";

const MOST_INTEGER = Number.MAX_SAFE_INTEGER;

/** A number, or text that is one. */
function number(args: LuaValue[], position: number, name: string): number {
  const value = args[position - 1];
  if (typeof value === "number") return value;
  if (value instanceof ExactInteger) return Number(value.value);
  const converted = isByteString(value) && toLatin1(value).trim() !== "" ? Number(toLatin1(value)) : NaN;
  if (Number.isNaN(converted)) throw wrongType(args, position, name, "number");
  return converted;
}

function integer(args: LuaValue[], position: number, name: string): number {
  const value = number(args, position, name);
  if (!Number.isInteger(value)) throw badArgument(position, name, "number has no integer representation");
  return value;
}

function unary(name: string, compute: (x: number) => number): NativeFunction {
  return (args) => compute(number(args, 1, name));
}

function binary(name: string, compute: (x: number, y: number) => number): NativeFunction {
  return (args) => compute(number(args, 1, name), number(args, 2, name));
}

function choose(name: string, better: (x: number, y: number) => boolean): NativeFunction {
  return (args) => {
    let best = number(args, 1, name);
    for (let position = 2; position <= args.length; position++) {
      const candidate = number(args, position, name);
      if (better(candidate, best)) best = candidate;
    }
    return best;
  };
}

/** The generators of states that called `math.randomseed`. */
const seeded = new WeakMap<LuaState, SeededRandom>();

function random(args: LuaValue[], { state, world, scheduler }: LuaContext): number {
  const own = seeded.get(state);
  const fraction = own === undefined || scheduler.isReading ? world.random() : own.next();
  if (args.length === 0) return fraction;
  if (args.length > 2) throw new LuaError("wrong number of arguments");
  const [low, high] = args.length === 1
    ? [1, integer(args, 1, "random")]
    : [integer(args, 1, "random"), integer(args, 2, "random")];
  if (low > high) throw badArgument(args.length, "random", "interval is empty");
  return low + Math.floor(fraction * (high - low + 1));
}

function remainder(x: number, y: number): number {
  if (y === 0 && Number.isInteger(x)) throw badArgument(2, "fmod", "zero");
  return x % y;
}

function split([value]: LuaValue[], x: number): LuaValue[] {
  if (!Number.isFinite(x)) return [value, Number.isNaN(x) ? x : 0];
  return [Math.trunc(x), x - Math.trunc(x)];
}

/**
 * `math` (spec/lua-modules.md §1.1). Integral numbers are integers, whatever they came from (architecture.md §2); random
 * numbers come from the world, so that they are the same on replay.
 */
export const mathLibrary: Readonly<Record<string, NativeFunction | LuaValue>> = {
  abs: unary("abs", Math.abs),
  acos: unary("acos", Math.acos),
  asin: unary("asin", Math.asin),
  atan: (args) => Math.atan2(number(args, 1, "atan"), args[1] === undefined ? 1 : number(args, 2, "atan")),
  atan2: binary("atan2", Math.atan2),
  ceil: unary("ceil", Math.ceil),
  cos: unary("cos", Math.cos),
  cosh: unary("cosh", Math.cosh),
  deg: unary("deg", (x) => x * (180 / Math.PI)),
  exp: unary("exp", Math.exp),
  floor: unary("floor", Math.floor),
  fmod: binary("fmod", remainder),
  huge: Infinity,
  log: (args) => logarithm(number(args, 1, "log"), args[1] === undefined ? undefined : number(args, 2, "log")),
  log10: unary("log10", Math.log10),
  max: choose("max", (candidate, best) => candidate > best),
  maxinteger: MOST_INTEGER,
  min: choose("min", (candidate, best) => candidate < best),
  mininteger: -MOST_INTEGER,
  modf: (args) => split(args, number(args, 1, "modf")),
  pi: Math.PI,
  pow: binary("pow", Math.pow),
  rad: unary("rad", (x) => x * (Math.PI / 180)),
  random,
  randomseed: (args, { state, scheduler }) => {
    scheduler.requireWritable();
    seeded.set(state, new SeededRandom(number(args, 1, "randomseed")));
    return [];
  },
  sin: unary("sin", Math.sin),
  sinh: unary("sinh", Math.sinh),
  sqrt: unary("sqrt", Math.sqrt),
  tan: unary("tan", Math.tan),
  tanh: unary("tanh", Math.tanh),
  tointeger: ([value]) => typeof value === "number" && Number.isInteger(value) ? value : undefined,
  type: (args) => {
    if (args.length === 0) throw badArgument(1, "type", "value expected");
    if (typeof args[0] !== "number") return undefined;
    return ascii(Number.isInteger(args[0]) ? "integer" : "float");
  },
  ult: (args) =>
    BigInt.asUintN(64, BigInt(integer(args, 1, "ult"))) < BigInt.asUintN(64, BigInt(integer(args, 2, "ult"))),
};

function logarithm(x: number, base: number | undefined): number {
  if (base === undefined) return Math.log(x);
  if (base === 2) return Math.log2(x);
  return base === 10 ? Math.log10(x) : Math.log(x) / Math.log(base);
}
