import type { LuaStateHandle } from "./_fengari.ts";
import { FengariState } from "./_fengari_state.ts";
import { raiseError } from "./_raise_error.ts";

/** Raises an error when a string of so many bytes is too long for the state. */
export function checkLength(L: LuaStateHandle, length: number): void {
  const { usage } = FengariState.of(L);
  if (length > usage.longestString) raiseError(L, usage.tooLong);
}
