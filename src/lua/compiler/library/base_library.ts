import { Userdata } from "../../api/mod.ts";
import { collectGarbage } from "../../library/mod.ts";
import { nativeOf } from "../support/native.ts";
import { sameNumber } from "../support/compare.ts";
import { next, nextIndex } from "../support/iteration.ts";
import { metamethod, typeNameOf, typeOf } from "../support/metatable.ts";
import { currentPosition } from "../support/position.ts";
import { pcall, xpcall } from "../support/protected_call.ts";
import { badArgument, raise, Raised } from "../support/raised.ts";
import { Table } from "../support/table.ts";
import { toNumber } from "../support/strings.ts";
import { type Fn, isTrue, type Result, type Value } from "../support/value.ts";
import { currentState } from "../support/vm.ts";
import { integerAt, stringAt, tableAt } from "./arguments.ts";
import { preludeFunction } from "./prelude.ts";
import { unpack } from "./table_library.ts";
import { hasTextHandler, plainText } from "./to_text.ts";
import { fromByteString, fromLatin1, MAX_EXACT, wrap } from "../../../base/mod.ts";

/** The functions among the globals, except `require` (spec/lua-modules.md §1.1). */
export const baseFunctions: Readonly<Record<string, Fn>> = {
  assert,
  collectgarbage: nativeOf(collectGarbage),
  error,
  getmetatable,
  ipairs,
  next,
  pairs,
  pcall,
  print,
  rawequal,
  rawget,
  rawlen,
  rawset,
  select,
  setmetatable,
  tonumber,
  tostring,
  type,
  unpack,
  xpcall,
};

function assert(...args: Value[]): Result {
  if (args.length === 0) throw badArgument(1, "assert", "value expected");
  if (isTrue(args[0])) return args;
  const message = args.length > 1 ? args[1] : "assertion failed!";
  throw typeof message === "string" ? raise(message) : new Raised(message);
}

function error(value: Value, level: Value): Result {
  const steps = integerAt(level, 2, "error", 1);
  throw typeof value === "string" && steps > 0 ? raise(value, steps) : new Raised(value);
}

/** @throws {Raised} when a call has fewer arguments than the function needs, be they nil */
function requireArguments(args: Value[], count: number, name: string): void {
  if (args.length < count) throw badArgument(args.length + 1, name, "value expected");
}

function rawequal(...args: Value[]): Result {
  requireArguments(args, 2, "rawequal");
  return args[0] === args[1] || sameNumber(args[0], args[1]);
}

function rawget(...args: Value[]): Result {
  const table = tableAt(args[0], 1, "rawget");
  requireArguments(args, 2, "rawget");
  return table.rawGet(args[1]);
}

function getmetatable(...args: Value[]): Result {
  requireArguments(args, 1, "getmetatable");
  const [value] = args;
  if (typeof value === "string" || value instanceof Userdata) return false;
  if (value instanceof Table && value.isLibrary) return false;
  if (!(value instanceof Table) || value.metatable === null) return undefined;
  return value.metatable.rawGet("__metatable") ?? value.metatable;
}

function setmetatable(...args: Value[]): Result {
  const [table, metatable] = args;
  const target = tableAt(table, 1, "setmetatable");
  if (args.length < 2 || metatable !== undefined && !(metatable instanceof Table)) {
    throw badArgument(2, "setmetatable", "nil or table expected");
  }
  if (target.isLibrary || target.metatable?.rawGet("__metatable") !== undefined) {
    throw raise("cannot change a protected metatable");
  }
  if (target.frozen) throw target.refusal();
  target.metatable = metatable ?? null;
  return target;
}

function ipairs(...args: Value[]): Result {
  const [value] = args;
  if (value instanceof Table) return [value.metatable === null ? nextIndex : preludeFunction("nextIndex"), value, 0];
  requireArguments(args, 1, "ipairs");
  if (value === undefined) tableAt(value, 1, "ipairs");
  return [preludeFunction("nextIndex"), value, 0];
}

function pairs(value: Value): Result {
  const handler = value instanceof Table ? value.metatable?.rawGet("__pairs") : undefined;
  if (handler !== undefined) return preludeFunction("pairsBy")(handler, value);
  return [next, tableAt(value, 1, "pairs"), undefined];
}

/** Hands the arguments' texts, joined by single spaces, to the world, with the caller's position. */
function print(...args: Value[]): Result {
  if (args.some(hasTextHandler)) return preludeFunction("withTexts")(print, args.length, ...args);
  const line = fromByteString(fromLatin1(args.map(plainText).join(" ")));
  currentState().context.world.print(line, currentPosition().position);
  return [];
}

function rawlen(value: Value): Result {
  if (typeof value === "string") return value.length;
  if (value instanceof Table) return value.array.length;
  throw badArgument(1, "rawlen", "table or string expected");
}

function rawset(...args: Value[]): Result {
  const table = tableAt(args[0], 1, "rawset");
  requireArguments(args, 3, "rawset");
  table.rawSet(args[1], args[2]);
  return table;
}

function select(position: Value, ...args: Value[]): Result {
  if (position === "#") return args.length;
  const index = integerAt(position, 1, "select");
  if (index === 0 || -index > args.length) throw badArgument(1, "select", "index out of range");
  return args.slice(index > 0 ? index - 1 : index);
}

function tonumber(...args: Value[]): Result {
  if (args.length === 0) throw badArgument(1, "tonumber", "value expected");
  const [value, base] = args;
  if (base === undefined) return toNumber(value);
  const radix = integerAt(base, 2, "tonumber");
  if (typeof value !== "string") throw badArgument(1, "tonumber", `string expected, got ${typeNameOf(value)}`);
  if (radix < 2 || radix > 36) throw badArgument(2, "tonumber", "base out of range");
  return parseInBase(stringAt(value, 1, "tonumber").trim().toLowerCase(), radix);
}

/** Keeps the lowest 64 bits. */
function parseInBase(text: string, radix: number): number | bigint | undefined {
  const match = /^(-?)([0-9a-z]+)$/.exec(text);
  if (match === null) return undefined;
  let value = 0;
  for (const character of match[2] ?? "") {
    const digit = parseInt(character, 36);
    if (digit >= radix) return undefined;
    value = value * radix + digit;
  }
  if (value > MAX_EXACT) return parseLong(match[2] ?? "", radix, match[1] === "-");
  return match[1] === "-" ? 0 - value : value;
}

function parseLong(text: string, radix: number, negative: boolean): number | bigint {
  let value = 0n;
  for (const character of text) value = BigInt.asIntN(64, value * BigInt(radix) + BigInt(parseInt(character, 36)));
  return wrap(negative ? -value : value);
}

/** `tostring` (Lua manual §6.1). */
export function tostring(...args: Value[]): Result {
  if (args.length === 0) throw badArgument(1, "tostring", "value expected");
  const [value] = args;
  const handler = typeof value === "object" ? metamethod(value, "__tostring") : undefined;
  return handler === undefined ? plainText(value) : preludeFunction("textBy")(handler, value);
}

function type(...args: Value[]): Result {
  if (args.length === 0) throw badArgument(1, "type", "value expected");
  return typeOf(args[0]);
}

/** Makes the `require` of a table of globals: it gives what stands there under a name. */
export function requireFrom(globals: Table, outer?: Table): Fn {
  return (name) => {
    const key = stringAt(name, 1, "require");
    const value = globals.rawGet(key) ?? outer?.rawGet(key);
    if (value === undefined) throw raise(`module '${key}' not found`);
    return value;
  };
}
