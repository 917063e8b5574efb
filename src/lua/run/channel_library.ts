import { ascii, toByteString } from "../../base/mod.ts";
import {
  type LuaContext,
  LuaError,
  type LuaModule,
  LuaTable,
  type LuaValue,
  type Native,
  Suspension,
  Wait,
  type WaitingResult,
  waits,
} from "../api/mod.ts";
import { Channel, channelType, SelectCase } from "./channel.ts";

const MEMBERS: Readonly<Record<string, Native>> = {
  new: ([capacity = 0]) => {
    if (typeof capacity !== "number" || !Number.isInteger(capacity) || capacity < 0) {
      throw new LuaError("bad argument #1 to 'new' (non-negative integer expected)");
    }
    return new Channel(capacity);
  },
  select: waits(channelSelect),
};

/** The global `channel` (spec/lua-modules.md §4). */
export const channelLibrary: LuaModule = {
  name: "channel",
  world: "any",
  members: MEMBERS,
  types: [channelType],
  open: ({ state }) => state.createLibrary(MEMBERS),
};

/**
 * `channel.select{cases…, default = true?}` or `channel.select(cases, true)`: the first case in list order that is ready,
 * else the default, else it waits. Gives `{channel, value, ok}` or `{default = true, ok = true}`
 * (spec/lua-modules.md §4).
 *
 * @throws {LuaError} when the argument is no table, or a chosen send meets a closed channel
 */
function channelSelect([list, fallback]: LuaValue[], context: LuaContext): WaitingResult {
  if (!(list instanceof LuaTable)) throw new LuaError("bad argument #1 to 'select' (table expected)");
  context.scheduler.requireWritable();
  const cases = casesOf(list);
  for (const selectCase of cases) {
    const ready = attempt(selectCase, context);
    if (ready) return ready;
  }
  if (isTrue(fallback) || isTrue(list.get(ascii("default")))) return resultTable(context, { default: true, ok: true });
  return new Suspension(new Wait((wake) => waitForAny(cases, context, wake)));
}

/** The cases in the order of their indices; anything else in the list is ignored. */
function casesOf(list: LuaTable): SelectCase[] {
  const indexed: [number, SelectCase][] = [];
  for (const [key, value] of list.entries()) {
    if (typeof key === "number" && value instanceof SelectCase) indexed.push([key, value]);
  }
  return indexed.sort(([a], [b]) => a - b).map(([, selectCase]) => selectCase);
}

function attempt({ channel, sent }: SelectCase, context: LuaContext): LuaTable | undefined {
  if (sent) {
    if (channel.closed) throw new LuaError("send on closed channel");
    return channel.trySend(sent.value) ? resultTable(context, { channel, ok: true }) : undefined;
  }
  const received = channel.tryReceive();
  return received && resultTable(context, { channel, ...received });
}

function waitForAny(cases: SelectCase[], context: LuaContext, wake: (...values: LuaValue[]) => void): () => void {
  const withdrawals: (() => void)[] = [];
  const withdraw = () => withdrawals.forEach((each) => each());
  const settle = (fields: Record<string, LuaValue>) => {
    withdraw();
    wake(resultTable(context, fields));
  };
  for (const { channel, sent } of cases) {
    withdrawals.push(
      sent
        ? channel.awaitReceiver({ value: sent.value, taken: (closed) => settle({ channel, ok: !closed }) })
        : channel.awaitValue({ deliver: (value, ok) => settle({ channel, value, ok }) }),
    );
  }
  return withdraw;
}

function resultTable(context: LuaContext, fields: Record<string, LuaValue>): LuaTable {
  const table = context.state.createTable();
  for (const [name, value] of Object.entries(fields)) table.set(toByteString(name), value);
  return table;
}

function isTrue(value: LuaValue): boolean {
  return value !== undefined && value !== false;
}
