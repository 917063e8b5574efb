import { AppError, orError } from "../../base/mod.ts";
import { ErrorValue, fromData, type LuaState, type LuaValue } from "../../lua/api/mod.ts";
import type { Failure, Payload } from "../proto.ts";
import { fromFailure } from "./from_failure.ts";
import { fromPayload } from "./payload.ts";

/** How an activity or a child ended: the parts that core's messages about them have in common. */
export interface Resolution {
  readonly completed?: { readonly result?: Payload | null } | null;
  readonly failed?: { readonly failure?: Failure | null } | null;
  readonly cancelled?: { readonly failure?: Failure | null } | null;
}

/** The Lua results of an end: the value, or `nil, err`. */
export function decodeResult({ completed, failed, cancelled }: Resolution, state: LuaState): LuaValue[] {
  const failure = failed?.failure ?? cancelled?.failure;
  if (failure) return [undefined, new ErrorValue(fromFailure(failure))];
  const payload = completed?.result;
  const result = payload ? orError(() => fromPayload(payload)) : undefined;
  if (result instanceof AppError) return [undefined, new ErrorValue(result)];
  return [result === undefined ? undefined : fromData(result, state)];
}
