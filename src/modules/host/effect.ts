import type { AppResources, Clock, Data } from "../../base/mod.ts";
import type { Terminal } from "./io/mod.ts";
import type { LuaReply } from "./lua_reply.ts";

/** What an effect may use. */
export interface EffectContext {
  /** Aborts when the call that the effect belongs to is canceled or over; the effect then ends soon. */
  readonly signal: AbortSignal;
  /** Aborts at the same time, also after the effect has ended: for what it leaves open, such as a stream. */
  readonly callSignal: AbortSignal;
  readonly clock: Clock;
  readonly resources: AppResources;
  /** Only in processes of a terminal host. */
  readonly terminal?: Terminal;
}

/**
 * Carries out one type of command for real.
 *
 * @returns what the Lua call returns; undefined for nothing
 * @throws {AppError} what the Lua call returns as `nil, err`
 */
export type HostEffect<C> = (command: C, context: EffectContext) => Promise<Data | LuaReply | undefined>;
