import { type LuaState, LuaTable, type LuaValue, ModuleType } from "../../lua/api/mod.ts";

/** Kinds of events (spec/temporal-workflows.md §5). */
export const PROCESS_EVENTS = { CANCEL: "pid.cancel", EXIT: "pid.exit", LINK_DOWN: "pid.link.down" } as const;

const KINDS: readonly LuaValue[] = Object.values(PROCESS_EVENTS);

/** What `process.events()` delivers, as a type. */
export const eventType = new ModuleType("process.Event", (value) => {
  return value instanceof LuaTable && KINDS.includes(value.get("kind")) && typeof value.get("from") === "string";
});

/** The end of a process as another sees it. */
export interface EndOfProcess {
  readonly kind: "pid.exit" | "pid.link.down";
  /** Pid of the one that ended, a byte string. */
  readonly from: string;
  /** Nanoseconds since the Unix epoch. */
  readonly at: bigint;
  readonly value?: LuaValue;
  readonly error?: LuaValue;
}

/** Makes the event that tells the end of a process; `at` becomes whole seconds. */
export function endEvent({ kind, from, at, value, error }: EndOfProcess, state: LuaState): LuaTable {
  const result = tableOf({ value, error }, state);
  return tableOf({ kind, from, at: Number(at / 1_000_000_000n), result }, state);
}

/** Makes the event that asks a process to end. */
export function cancelEvent(from: string, at: LuaValue, reason: string, state: LuaState): LuaTable {
  return tableOf({ kind: PROCESS_EVENTS.CANCEL, from, at, reason: reason === "" ? undefined : reason }, state);
}

function tableOf(fields: Readonly<Record<string, LuaValue>>, state: LuaState): LuaTable {
  const table = state.createTable();
  for (const [key, value] of Object.entries(fields)) table.set(key, value);
  return table;
}
