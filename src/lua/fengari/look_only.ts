/*
 * Calls after which everything is as before (`LuaState.lookOnly`). Writing to a table that was there is refused, through
 * fengari's one function for that. Variables that closures share have no
 * such function: what a call did to those that it can reach is undone. Import this file after _patches.ts: it loads the
 * rest of fengari.
 */
import ldebug from "fengari/src/ldebug.js";
import ltable from "fengari/src/ltable.js";
import { READ_ONLY } from "../api/mod.ts";
import { bytesOf, type LuaStateHandle } from "./fengari.ts";

/** What fengari numbers in the order of making, per state: tables, functions, threads. */
interface Numbered {
  readonly id: number;
}

/** fengari's box of a Lua value. */
interface Box {
  type: number;
  value: unknown;
}

/** Of each kind of object the parts that lead to others. */
interface Reachable {
  /** Variables that a Lua function shares with others. */
  readonly upvals?: readonly Box[];
  /** Values that a native function holds. */
  readonly upvalue?: readonly Box[];
  /** The pairs of a table. */
  readonly strong?: ReadonlyMap<unknown, { readonly key: Box; readonly value: Box }>;
  metatable?: object | null;
}

type SetFrom = (L: LuaStateHandle, table: Numbered, key: Box, value: Box) => void;

/** Objects with a smaller number may not be changed; 0 while everything may. */
let oldest = 0;

const setFrom: SetFrom = ltable.luaH_setfrom;
ltable.luaH_setfrom = (L: LuaStateHandle, table: Numbered, key: Box, value: Box): void => {
  if (isOld(table)) ldebug.luaG_runerror(L, bytesOf(READ_ONLY));
  setFrom(L, table, key, value);
};

/** Writes to a table whatever its age: libraries fill themselves. */
export function writeAnyway(write: () => void): void {
  const before = oldest;
  oldest = 0;
  write();
  oldest = before;
}

/** Whether an object was there before the call that may only look. */
export function isOld(object: Numbered): boolean {
  return object.id < oldest;
}

/** @param root what the call begins with */
export function lookOnly<T>(L: LuaStateHandle, root: object, body: () => T): T {
  const before = oldest;
  const restore = remember(root);
  oldest = L.l_G.id_counter;
  try {
    return body();
  } finally {
    oldest = before;
    restore();
  }
}

/** Remembers the shared variables and metatables that can be reached; gives what sets them back. */
function remember(root: object): () => void {
  const undo: (() => void)[] = [];
  const seen = new Set([root]);
  for (const object of seen as Set<Reachable>) {
    const { upvals = [], upvalue = [], strong, metatable } = object;
    for (const box of upvals) {
      const { type, value } = box;
      undo.push(() => Object.assign(box, { type, value }));
    }
    if (strong) undo.push(() => object.metatable = metatable);
    const pairs = [...strong?.values() ?? []].flatMap(({ key, value }) => [key, value]);
    const values = [...upvals, ...upvalue, ...pairs].map(({ value }) => value);
    for (const value of [...values, metatable]) if (typeof value === "object" && value !== null) seen.add(value);
  }
  return () => undo.forEach((step) => step());
}
