import { LuaError, type LuaValue } from "../../api/mod.ts";
import { pack, packSize, PatternError, unpack } from "../../library/mod.ts";
import { checkLength, spendOn } from "../support/strings.ts";
import { fromHost, toHost } from "../support/handles.ts";
import { badArgument, raise } from "../support/raised.ts";
import { Table } from "../support/table.ts";
import type { Fn, Result, Value } from "../support/value.ts";
import { vm } from "../support/vm.ts";
import { integerAt, stringAt } from "./arguments.ts";
import { format } from "./format.ts";
import { find, gmatch, gsub, match } from "./pattern_functions.ts";

/** `string` (spec/lua-modules.md §1.1). */
export const stringFunctions: Readonly<Record<string, Fn>> = {
  byte,
  char,
  find: guarded(find),
  format: guarded(format),
  gmatch: guarded(gmatch),
  gsub: guarded(gsub),
  len: (text) => stringAt(text, 1, "len").length,
  lower: (text) => wholeText(text, "lower").replace(/[A-Z]+/g, (letters) => letters.toLowerCase()),
  match: guarded(match),
  pack: shared((args) => pack(args, checkLength)),
  packsize: shared(packSize),
  rep,
  reverse: (text) => wholeText(text, "reverse").split("").reverse().join(""),
  sub,
  unpack: shared(unpack),
  upper: (text) => wholeText(text, "upper").replace(/[a-z]+/g, (letters) => letters.toUpperCase()),
};

/** What `("text"):name` finds. */
export const stringMethods = Table.library(stringFunctions);

/** The argument of a function that reads it from end to end. */
function wholeText(value: Value, name: string): string {
  const text = stringAt(value, 1, name);
  spendOn(text.length);
  return text;
}

/** What a call costs of the budget of steps for each value that it takes or gives. */
const STEPS_PER_VALUE = 5;

/**
 * A function that both engines share, without the detour that other natives take: it charges nothing for the length of
 * texts of which it reads a small part.
 */
export function shared(body: (args: LuaValue[]) => LuaValue | LuaValue[]): Fn {
  return guarded((...args) => {
    const result = body(args.map(toHost));
    vm.budget -= STEPS_PER_VALUE * (args.length + (Array.isArray(result) ? result.length : 1));
    return Array.isArray(result) ? result.map(fromHost) : fromHost(result);
  });
}

/** Gives the errors of the engine-independent library a position. */
function guarded(fn: Fn): Fn {
  return (...args) => {
    try {
      return fn(...args);
    } catch (error) {
      vm.budget = 0; // a search that was given up has taken long
      if (error instanceof PatternError) throw raise(error.message);
      if (error instanceof LuaError && typeof error.value === "string") throw raise(error.value);
      throw error;
    }
  };
}

/** 0-based start of `[from, to]`, counted from the end when negative, as `string.sub` reads it. */
function startOf(from: number, length: number): number {
  if (from > 0) return from - 1;
  return from < 0 ? Math.max(0, length + from) : 0;
}

function endOf(to: number, length: number): number {
  return to < 0 ? length + to + 1 : Math.min(to, length);
}

function sub(text: Value, from: Value, to: Value): Result {
  const subject = typeof text === "string" ? text : stringAt(text, 1, "sub");
  const start = startOf(integerAt(from, 2, "sub", 1), subject.length);
  const end = endOf(integerAt(to, 3, "sub", -1), subject.length);
  return start >= end ? "" : subject.slice(start, end);
}

function byte(text: Value, from: Value, to: Value): Result {
  const subject = stringAt(text, 1, "byte");
  const first = integerAt(from, 2, "byte", 1);
  const start = startOf(first, subject.length);
  const end = endOf(integerAt(to, 3, "byte", first), subject.length);
  if (end === start + 1) return subject.charCodeAt(start);
  spendOn(Math.max(0, end - start));
  const codes: number[] = [];
  for (let i = start; i < end; i++) codes.push(subject.charCodeAt(i));
  return codes;
}

function char(...args: Value[]): Result {
  return args.map((value, i) => {
    const code = integerAt(value, i + 1, "char");
    if (code < 0 || code > 255) throw badArgument(i + 1, "char", "value out of range");
    return String.fromCharCode(code);
  }).join("");
}

function rep(text: Value, times: Value, separator: Value): Result {
  const subject = stringAt(text, 1, "rep");
  const count = integerAt(times, 2, "rep");
  const between = separator === undefined ? "" : stringAt(separator, 3, "rep");
  if (count <= 0) return "";
  const length = (subject.length + between.length) * count;
  checkLength(length);
  spendOn(length);
  return (subject + between).repeat(count - 1) + subject;
}
