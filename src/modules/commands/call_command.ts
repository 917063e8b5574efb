import { type AppError, type ByteString, type Data, invalid, orError, splitEntryId, text } from "../../base/mod.ts";
import { type LuaValue, textArgument, toData } from "../../lua/api/mod.ts";
import type { CallCommand } from "./command.ts";

/** What an executor adds to its calls. */
export interface CallSettings {
  readonly options: ReadonlyMap<ByteString, Data>;
  readonly context: ReadonlyMap<ByteString, Data>;
}

export const NO_SETTINGS: CallSettings = { options: new Map(), context: new Map() };

/**
 * Makes the command of `call(id, …)` or `async(id, …)` (spec/temporal-activities.md §2).
 *
 * @param args what the script gave: the id, then the arguments of the call
 * @param name of the function, for error messages
 * @returns kind Invalid when the id is not a full one or an argument cannot be encoded
 */
export function makeCall(args: LuaValue[], name: string, settings: CallSettings): CallCommand | AppError {
  const target = textArgument(args, 1, name);
  if (target === "") return invalid("function ID required");
  const id = splitEntryId(target);
  if (id.namespace === "" || id.name === "") {
    return invalid(text`invalid function ID "${target}": expected "namespace:name"`);
  }
  return orError(() => ({ type: "call", target, args: args.slice(1).map(toData), ...settings }));
}
