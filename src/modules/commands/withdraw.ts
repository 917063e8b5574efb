import type { LuaContext } from "../../lua/api/mod.ts";
import type { CallCommand, CancelCommand, TimerCommand } from "./command.ts";

/** Takes a pending command back: no reply to it will come. */
export function withdraw(command: CallCommand | TimerCommand, context: LuaContext): void {
  const cancel: CancelCommand = { type: "cancel", command };
  context.scheduler.issue(cancel, () => {});
}
