import { Table } from "./table.ts";
import { badArgument } from "./raised.ts";
import { typeNameOf } from "./metatable.ts";
import type { Result, Value } from "./value.ts";

/** `next` (Lua manual §6.1). */
export function next(table: Value, key: Value): Result {
  if (!(table instanceof Table)) throw badArgument(1, "next", `table expected, got ${typeNameOf(table)}`);
  const place = table.placeAfter(key);
  return place === 0 ? undefined : [table.keyAt(place), table.valueAt(place)];
}

/** The iterator of `ipairs` for tables without a metatable. */
export function nextIndex(table: Value, position: Value): Result {
  if (!(table instanceof Table) || typeof position !== "number") return undefined;
  const value = table.rawGet(position + 1);
  return value === undefined ? undefined : [position + 1, value];
}

/** How a generic loop may go over its table: 1 as `next` does, 2 as `ipairs` does, 0 by calling its iterator. */
export function loopKind(iterator: Value, subject: Value, control: Value): number {
  if (!(subject instanceof Table)) return 0;
  if (iterator === next && control === undefined) return 1;
  return iterator === nextIndex && control === 0 ? 2 : 0;
}

/** Takes trailing nils off the items of a table. */
export function trimmed(items: Value[]): Value[] {
  while (items.length > 0 && items[items.length - 1] === undefined) items.pop();
  return items;
}
