import { mathLibrary, nextCode, utf8Functions } from "../../library/mod.ts";
import type { LuaValue, NativeFunction } from "../../api/mod.ts";
import { MAX_EXACT } from "../../../base/mod.ts";
import { nativeOf } from "../support/native.ts";
import { fromHost } from "../support/handles.ts";
import { Table } from "../support/table.ts";
import type { Fn, Result, Value } from "../support/value.ts";
import { callValue } from "../support/call.ts";
import { builtinType } from "../types/type_value.ts";
import { numberAt, stringAt } from "./arguments.ts";
import { baseFunctions, requireFrom } from "./base_library.ts";
import { coroutineFunctions } from "./coroutine_library.ts";
import { debugFunctions } from "./debug_library.ts";
import { shared as sharedFunction, stringFunctions } from "./string_library.ts";
import { tableFunctions } from "./table_library.ts";

/** Those functions of `math` that scripts call most, without the detour over the boundary. */
const quickMath: Readonly<Record<string, Fn>> = {
  abs: quick("abs", Math.abs),
  ceil: quick("ceil", Math.ceil),
  floor: quick("floor", Math.floor),
  sqrt: (value) => Math.sqrt(Number(numberAt(value, 1, "sqrt"))),
};

/** Takes numbers whose results are small itself. */
function quick(name: "abs" | "ceil" | "floor", compute: (value: number) => number): Fn {
  const full = nativeOf(mathLibrary[name] as NativeFunction);
  return (value) => {
    if (typeof value === "number") {
      const result = compute(value);
      if (result <= MAX_EXACT && result >= -MAX_EXACT) return result;
    }
    return full(numberAt(value, 1, name));
  };
}

let shared: Readonly<Record<string, Value>> | undefined;

/** What all states have in common: functions, which hold nothing, and libraries, which cannot be written to. */
function sharedGlobals(): Readonly<Record<string, Value>> {
  return shared ??= {
    ...baseFunctions,
    _VERSION: "Lua 5.3",
    coroutine: Table.library(coroutineFunctions),
    debug: Table.library(debugFunctions),
    math: Table.library({ ...valuesOf(mathLibrary), ...quickMath }),
    string: callableString(),
    table: Table.library(tableFunctions),
    utf8: Table.library({ ...valuesOf(utf8Functions), codes }),
  };
}

/** The string library, which is also the type of strings: `string(v)` (spec/lua-modules.md §1.2). */
function callableString(): Table {
  const library = Table.library(stringFunctions);
  library.metatable = Table.library({ __call: (_, value) => callValue(builtinType("string"), value) });
  return library;
}

const iterateCodes = sharedFunction(nextCode);

/** `utf8.codes`. */
function codes(bytes: Value): Result {
  return [iterateCodes, stringAt(bytes, 1, "codes"), 0];
}

function valuesOf(library: Readonly<Record<string, NativeFunction | LuaValue>>): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(library).map(([name, member]) => [
      name,
      typeof member === "function" ? nativeOf(member) : fromHost(member),
    ]),
  );
}

/** The globals of a new state (spec/lua-modules.md §1.1). */
export function createGlobals(): Table {
  const members = sharedGlobals();
  const globals = new Table([], Object.keys(members), Object.values(members));
  globals.rawSet("_G", globals);
  globals.rawSet("require", requireFrom(globals));
  return globals;
}

/** A table of globals for an imported chunk: reads and new names go to the globals behind it. */
export function createImportGlobals(globals: Table, names: readonly (readonly [string, Value])[]): Table {
  const environment = new Table([], names.map(([name]) => name), names.map(([, value]) => value));
  environment.rawSet("require", requireFrom(environment, globals));
  environment.metatable = new Table([], ["__index", "__newindex"], [globals, globals]);
  return environment;
}
