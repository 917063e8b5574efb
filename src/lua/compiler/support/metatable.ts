import { type Metamethod, Userdata } from "../../api/mod.ts";
import { Coroutine } from "./coroutine.ts";
import { nativeOf } from "./native.ts";
import { Table } from "./table.ts";
import type { Value } from "./value.ts";

/** What `type(value)` says. */
export function typeOf(value: Value): string {
  switch (typeof value) {
    case "undefined":
      return "nil";
    case "bigint":
      return "number";
    case "object":
      if (value instanceof Table) return "table";
      return value instanceof Coroutine ? "thread" : "userdata";
    default:
      return typeof value;
  }
}

/** The metamethod of a table or of userdata for an event; strings have none beside `__index`. */
export function metamethod(value: Value, event: Metamethod): Value {
  if (value instanceof Table) {
    const { metatable } = value;
    return metatable === null ? undefined : metatable.values[metatable.find(event)];
  }
  if (!(value instanceof Userdata)) return undefined;
  const native = value.type.metamethods?.[event];
  return native === undefined ? undefined : nativeOf(native);
}

/** How a type is named in error messages: as its `__name` says, when it has one. */
export function typeNameOf(value: Value): string {
  if (value instanceof Table) {
    const name = value.metatable?.rawGet("__name");
    return typeof name === "string" ? name : "table";
  }
  return value instanceof Userdata ? value.type.name : typeOf(value);
}
