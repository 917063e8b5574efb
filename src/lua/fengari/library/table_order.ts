/*
 * `pairs` and `next` give the keys 1 to n first, in order, and then the others as they were inserted (architecture.md §2): the
 * same order as in the other engine, so that histories replay on both. fengari keeps all keys as they were inserted.
 * Import this file after _patches.ts: it loads the rest of fengari.
 */
import ltable from "fengari/src/ltable.js";

/** fengari's box of a Lua value. */
interface Box {
  value: unknown;
  ttisnil(): boolean;
  ttisnumber(): boolean;
  setnilvalue(): void;
  setfrom(other: Box): void;
}

interface Entry {
  readonly key: Box;
  readonly value: Box;
}

/** fengari's table; integral keys are JavaScript numbers in its map. */
interface Table {
  readonly strong: ReadonlyMap<unknown, Entry>;
  /** How many keys from 1 on come first; ours. */
  leading?: number;
}

interface Thread {
  readonly stack: Box[];
}

type Next = (L: Thread, table: Table, keySlot: number) => boolean;

const nextInserted: Next = ltable.luaH_next;

/** Replaces the key in the slot by the next one and puts its value into the slot above; false at the end. */
ltable.luaH_next = (L: Thread, table: Table, keySlot: number): boolean => {
  const key = L.stack[keySlot]!;
  const starts = key.ttisnil();
  const leading = starts ? measure(table) : table.leading ?? 0;
  if (starts || isLeading(key, leading)) {
    for (let index = starts ? 1 : (key.value as number) + 1; index <= leading; index++) {
      const entry = table.strong.get(index);
      if (entry) return give(L, keySlot, entry);
    }
    key.setnilvalue();
  }
  while (nextInserted(L, table, keySlot)) {
    if (!isLeading(L.stack[keySlot]!, leading)) return true;
  }
  return false;
};

/** Counts again what comes first. It does not shrink while it is mostly used, so that removing keys on the way is safe. */
function measure(table: Table): number {
  const { strong, leading: before = 0 } = table;
  let leading = before > 2 * strong.size ? 0 : before;
  while (strong.has(leading + 1)) leading++;
  return table.leading = leading;
}

function isLeading(key: Box, leading: number): boolean {
  const { value } = key;
  return typeof value === "number" && value >= 1 && value <= leading && Number.isInteger(value) && key.ttisnumber();
}

function give(L: Thread, keySlot: number, { key, value }: Entry): boolean {
  L.stack[keySlot]!.setfrom(key);
  L.stack[keySlot + 1]!.setfrom(value);
  return true;
}
