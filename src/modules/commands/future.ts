import { AppError } from "../../base/mod.ts";
import { Channel } from "../../lua/run/mod.ts";
import { ErrorValue, type LuaContext, type LuaValue, method, Userdata, type UserdataType } from "../../lua/api/mod.ts";
import { Payload } from "../pure/mod.ts";
import type { CallCommand } from "./command.ts";

type State = "pending" | "succeeded" | "failed" | "canceled";

/** The result-to-be of `funcs.async` (spec/temporal-workflows.md §13). */
export class Future extends Userdata {
  override readonly type: UserdataType = futureType;
  /** Delivers the payload, or the error object, then closes. */
  readonly channel = new Channel(1);
  #state: State = "pending";
  #payload: Payload | undefined;
  #failure: ErrorValue | undefined;

  constructor(readonly command: CallCommand) {
    super();
  }

  get state(): State {
    return this.#state;
  }

  get payload(): Payload | undefined {
    return this.#payload;
  }

  get failure(): ErrorValue | undefined {
    return this.#failure;
  }

  /** Takes the reply of the call; a reply after `cancel` is ignored. */
  settle(value: LuaValue, error: LuaValue): void {
    if (this.#state !== "pending") return;
    if (error instanceof ErrorValue) {
      this.#state = "failed";
      this.#failure = error;
      this.channel.offer(error);
    } else {
      this.#state = "succeeded";
      this.#payload = new Payload(value);
      this.channel.offer(this.#payload);
    }
    this.channel.close();
  }

  /** Gives the call up: closes the channel at once, without waiting for the callee. */
  cancel(context: LuaContext): void {
    if (this.#state !== "pending") return;
    context.scheduler.withdraw(this.command);
    this.#state = "canceled";
    this.#failure = new ErrorValue(new AppError("canceled", { kind: "Canceled", retryable: false }));
    this.channel.close();
  }
}

const futureType: UserdataType = {
  name: "Future",
  methods: {
    response: method(Future, "response", (future) => future.channel),
    channel: method(Future, "channel", (future) => future.channel),
    result: method(Future, "result", (future) => [future.payload, future.failure]),
    error: method(Future, "error", ({ state, failure }) => {
      return state === "failed" && failure ? [asInternal(failure), true] : [undefined, false];
    }),
    is_complete: method(Future, "is_complete", (future) => future.state !== "pending"),
    is_canceled: method(Future, "is_canceled", (future) => future.state === "canceled"),
    cancel: method(Future, "cancel", (future, _, context) => {
      future.cancel(context);
      return true;
    }),
  },
};

/** `error()` shows every failure as Internal; `result()` tells its own kind. */
function asInternal({ error }: ErrorValue): ErrorValue {
  const { message, retryable, details, luaStack, cause } = error;
  return new ErrorValue(new AppError(message, { kind: "Internal", retryable, details, stack: luaStack, cause }));
}
