import { AppError } from "../../base/mod.ts";
import { ErrorValue, type NativeResult, Suspension } from "../../lua/api/mod.ts";
import type { WorldCommand } from "./command.ts";

/** Lets the calling coroutine wait for the reply to a command; a command that could not be made is `nil, err`. */
export function waitFor(command: WorldCommand | AppError): NativeResult {
  return command instanceof AppError ? [undefined, new ErrorValue(command)] : new Suspension(command);
}
