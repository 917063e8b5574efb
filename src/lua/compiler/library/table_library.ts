import { checkLength, spendOn, textOfNumber } from "../support/strings.ts";
import { badArgument, raise } from "../support/raised.ts";
import { Table } from "../support/table.ts";
import type { Fn, Result, Value } from "../support/value.ts";
import { vm } from "../support/vm.ts";
import { functionAt, integerAt, stringAt, tableAt } from "./arguments.ts";
import { preludeFunction } from "./prelude.ts";

/** More values than this do not fit on the stack. */
const MOST_UNPACKED = 50_000;
/** Moving so many items counts as one step of the budget. */
const ITEMS_PER_STEP = 16;

/** `table.unpack` and the global `unpack`. */
export const unpack = respectful("unpack", unpackPlain);

/** `table` (spec/lua-modules.md §1.1, and Lua 5.3's `pack` and `move`). */
export const tableFunctions: Readonly<Record<string, Fn>> = {
  concat: respectful("concat", concat),
  insert: respectful("insert", insert),
  move,
  pack,
  remove: respectful("remove", remove),
  sort: respectful("sort", sort),
  unpack,
};

/** Leaves tables with a metatable to a function in Lua, which heeds metamethods, such as `tableInsert`. */
function respectful(name: string, plain: Fn): Fn {
  const inLua = `table${name[0]?.toUpperCase()}${name.slice(1)}`;
  return (...args) => {
    const table = tableAt(args[0], 1, name);
    return table.metatable === null ? plain(...args) : preludeFunction(inLua)(args.length, ...args);
  };
}

function insert(...args: Value[]): Result {
  const table = tableAt(args[0], 1, "insert");
  const length = table.array.length;
  if (args.length === 2) {
    table.rawSet(length + 1, args[1]);
    return [];
  }
  if (args.length !== 3) throw raise("wrong number of arguments to 'insert'");
  const position = integerAt(args[1], 2, "insert");
  if (position < 1 || position > length + 1) throw badArgument(2, "insert", "position out of bounds");
  if (position === length + 1 || args[2] === undefined || table.frozen) {
    for (let i = length; i >= position; i--) table.rawSet(i + 1, table.rawGet(i));
    table.rawSet(position, args[2]);
  } else {
    vm.budget -= (length - position) / ITEMS_PER_STEP;
    // V8 moves what stands behind in one piece; the last item is appended as any other.
    const last = table.array.pop();
    if (position === 1 && length > 1) table.array.unshift(args[2]);
    else table.array.splice(position - 1, 0, args[2]);
    table.rawSet(length + 1, last);
  }
  return [];
}

function remove(...args: Value[]): Result {
  const table = tableAt(args[0], 1, "remove");
  const length = table.array.length;
  const position = args.length < 2 ? length : integerAt(args[1], 2, "remove");
  if (args.length >= 2 && length + 1 !== position && (position < 1 || position > length + 1)) {
    if (!(length === 0 && position === 0)) throw badArgument(2, "remove", "position out of bounds");
  }
  const value = table.rawGet(position);
  if (position >= 1 && position < length && !table.frozen) {
    vm.budget -= (length - position) / ITEMS_PER_STEP;
    if (position === 1) table.array.shift();
    else table.array.splice(position - 1, 1);
  } else if (position >= 1 && position <= length) table.rawSet(length, undefined);
  else if (value !== undefined) table.rawSet(position, undefined);
  return value;
}

function concat(list: Value, separator: Value, from: Value, to: Value): Result {
  const table = tableAt(list, 1, "concat");
  const between = separator === undefined ? "" : stringAt(separator, 2, "concat");
  const first = integerAt(from, 3, "concat", 1);
  const last = integerAt(to, 4, "concat", table.array.length);
  let text = "";
  for (let i = first; i <= last; i++) {
    const value = table.rawGet(i);
    if (typeof value === "string") text += value;
    else if (typeof value === "number" || typeof value === "bigint") text += textOfNumber(value);
    else throw raise(`invalid value (at index ${textOfNumber(i)}) in table for 'concat'`);
    if (i < last) text += between;
    checkLength(text.length);
  }
  vm.budget -= Math.max(0, last - first) / ITEMS_PER_STEP;
  spendOn(text.length);
  return text;
}

function unpackPlain(list: Value, from: Value, to: Value): Result {
  const table = tableAt(list, 1, "unpack");
  const first = integerAt(from, 2, "unpack", 1);
  const last = integerAt(to, 3, "unpack", table.array.length);
  if (last - first >= MOST_UNPACKED) throw raise("too many results to unpack");
  vm.budget -= Math.max(0, last - first) / ITEMS_PER_STEP;
  if (first === 1 && last === table.array.length) return table.array.slice();
  const values: Value[] = [];
  for (let i = 0; i <= last - first; i++) values.push(table.rawGet(first + i));
  return values;
}

function pack(...args: Value[]): Result {
  const table = new Table();
  args.forEach((value, i) => table.rawSet(i + 1, value));
  table.rawSet("n", args.length);
  return table;
}

function move(source: Value, from: Value, to: Value, at: Value, target: Value): Result {
  const origin = tableAt(source, 1, "move");
  const destination = target === undefined ? origin : tableAt(target, 5, "move");
  const [first, last, start] = [integerAt(from, 2, "move"), integerAt(to, 3, "move"), integerAt(at, 4, "move")];
  const count = last - first + 1;
  if (count > MOST_UNPACKED * 100) throw badArgument(3, "move", "too many elements to move");
  if (origin.metatable !== null || destination.metatable !== null) {
    return preludeFunction("tableMove")(origin, first, last, start, destination);
  }
  const backwards = start > first && start <= last && destination === origin;
  const { frozen } = destination;
  for (let i = 0; i < count; i++) {
    const offset = backwards ? count - 1 - i : i;
    const from = first + offset;
    const to = start + offset;
    const value = from > 0 && from <= origin.array.length ? origin.array[from - 1] : origin.rawGet(from);
    const isInside = to > 0 && to <= destination.array.length;
    if (isInside && value !== undefined && !frozen) destination.array[to - 1] = value;
    else destination.rawSet(to, value);
  }
  vm.budget -= Math.max(0, count) / ITEMS_PER_STEP;
  return destination;
}

/** Numbers and texts are sorted here; everything that may call the script is sorted in Lua. */
function sort(list: Value, order: Value): Result {
  const table = tableAt(list, 1, "sort");
  const { array } = table;
  if (table.frozen) throw table.refusal();
  if (order !== undefined) return sortInLua(table, functionAt(order, 2, "sort"));
  if (array.every((value) => typeof value === "number" && !Number.isNaN(value))) {
    array.sort((a, b) => (a as number) - (b as number));
  } else if (array.every((value) => typeof value === "string")) {
    array.sort();
  } else return sortInLua(table, preludeFunction("ascending"));
  vm.budget -= array.length;
  return [];
}

function sortInLua(table: Table, less: Fn): Result {
  return preludeFunction("sort")(table, table.array.length, less);
}
