import type { AppResources, Clock, Data } from "../../base/mod.ts";
import type { Terminal } from "./io/mod.ts";
import type { LuaState, LuaValue } from "../../lua/api/mod.ts";

/** The result of an effect that plain data cannot say: several values, or objects with methods. */
export class LuaReply {
  /** @param make gives the results of the Lua call, made in the state that waits for them */
  constructor(readonly make: (state: LuaState) => LuaValue[]) {}
}

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
