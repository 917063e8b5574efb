import { AppError } from "../../base/mod.ts";
import {
  ErrorValue,
  type LuaContext,
  type LuaValue,
  method,
  type NativeResult,
  tableArgument,
  Userdata,
  type UserdataType,
  type WaitingResult,
  waits,
} from "../../lua/api/mod.ts";
import { type CallSettings, makeCall, NO_SETTINGS } from "./call_command.ts";
import { waitFor } from "./command.ts";
import { contextData } from "./context_data.ts";
import { Future } from "./future.ts";
import { withActor, withScope } from "./security.ts";

/** What `funcs.new()` gives: calls with options and context. Immutable: every `with_…` gives a new one. */
export class Executor extends Userdata {
  override readonly type: UserdataType = executorType;

  constructor(readonly settings: CallSettings = NO_SETTINGS) {
    super();
  }
}

export const executorType: UserdataType = {
  name: "Executor",
  methods: {
    with_options: method(Executor, "with_options", ({ settings }, args, context) => {
      const options = contextData(tableArgument(args, 1, "with_options"), context);
      return new Executor({ ...settings, options });
    }),
    with_context: method(Executor, "with_context", ({ settings }, args, context) => {
      const added = contextData(tableArgument(args, 1, "with_context"), context);
      return new Executor({ ...settings, context: new Map([...settings.context, ...added]) });
    }),
    with_actor: method(Executor, "with_actor", ({ settings }, args, context) => {
      return new Executor({ ...settings, context: withActor(settings.context, args, context) });
    }),
    with_scope: method(Executor, "with_scope", ({ settings }, args, context) => {
      return new Executor({ ...settings, context: withScope(settings.context, args, context) });
    }),
    call: waits(method(Executor, "call", ({ settings }, args) => call(args, settings))),
    async: method(Executor, "async", ({ settings }, args, context) => callAsync(args, settings, context)),
  },
};

/** `call(id, …)`: waits; the value, or `nil, err`. */
export function call(args: LuaValue[], settings: CallSettings): WaitingResult {
  return waitFor(makeCall(args, "call", settings));
}

/** `async(id, …)`: a future at once, or `nil, err` when the call cannot even be begun. */
export function callAsync(args: LuaValue[], settings: CallSettings, context: LuaContext): NativeResult {
  const command = makeCall(args, "async", settings);
  if (command instanceof AppError) return [undefined, new ErrorValue(command)];
  const future = new Future(command);
  context.scheduler.issue(command, (value, error) => future.settle(value, error));
  return future.failure ? [undefined, future.failure] : future;
}
