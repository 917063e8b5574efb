import { ascii, isByteString, toByteString } from "../../../base/mod.ts";
import { type LuaState, LuaTable, type LuaValue, ModuleType } from "../../../lua/api/mod.ts";

/** Kinds of events (spec/temporal-workflows.md §5). */
export const PROCESS_EVENTS = { CANCEL: "pid.cancel", EXIT: "pid.exit", LINK_DOWN: "pid.link.down" } as const;

/** The kinds as scripts see them. */
export const EVENT_KINDS = Object.fromEntries(
  Object.entries(PROCESS_EVENTS).map(([name, kind]) => [name, toByteString(kind)]),
);

const KINDS: readonly LuaValue[] = Object.values(EVENT_KINDS);

/** What `process.events()` delivers, as a type. */
export const eventType = new ModuleType("process.Event", (value) => {
  return value instanceof LuaTable && KINDS.includes(value.get(ascii("kind"))) &&
    isByteString(value.get(ascii("from")));
});

/** The end of a process as another sees it. */
export interface EndOfProcess {
  readonly kind: "pid.exit" | "pid.link.down";
  /** Pid of the one that ended. */
  readonly from: string;
  /** Nanoseconds since the Unix epoch. */
  readonly at: bigint;
  readonly value?: LuaValue;
  readonly error?: LuaValue;
}

/** Makes the event that tells the end of a process; `at` becomes whole seconds. */
export function endEvent({ kind, from, at, value, error }: EndOfProcess, state: LuaState): LuaTable {
  const result = tableOf({ value, error }, state);
  const fields = { kind: toByteString(kind), from: toByteString(from), at: Number(at / 1_000_000_000n), result };
  return tableOf(fields, state);
}

/** Makes the event that asks a process to end. */
export function cancelEvent(from: string, at: LuaValue, reason: string, state: LuaState): LuaTable {
  const fields = {
    kind: toByteString(PROCESS_EVENTS.CANCEL),
    from: toByteString(from),
    at,
    reason: reason === "" ? undefined : toByteString(reason),
  };
  return tableOf(fields, state);
}

function tableOf(fields: Readonly<Record<string, LuaValue>>, state: LuaState): LuaTable {
  const table = state.createTable();
  for (const [key, value] of Object.entries(fields)) table.set(toByteString(key), value);
  return table;
}
