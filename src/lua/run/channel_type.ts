import { AppError } from "../../base/mod.ts";
import { Channel } from "./channel.ts";
import {
  ErrorValue,
  LuaError,
  type LuaValue,
  type NativeResult,
  Suspension,
  type UserdataType,
  Wait,
} from "../api/mod.ts";
import { SelectCase } from "./select_case.ts";

/** The methods of channels (spec/lua-modules.md §4). */
export const channelType: UserdataType = {
  name: "Channel",
  methods: {
    send: ([self, value], { scheduler }) => {
      scheduler.requireWritable();
      return send(channelOf(self, "send"), value);
    },
    receive: ([self], { scheduler }) => {
      scheduler.requireWritable();
      return receive(channelOf(self, "receive"));
    },
    close: ([self], { scheduler }) => {
      scheduler.requireWritable();
      channelOf(self, "close").close();
      return [];
    },
    case_send: ([self, value]) => new SelectCase(channelOf(self, "case_send"), { value }),
    case_receive: ([self]) => new SelectCase(channelOf(self, "case_receive")),
  },
};

function send(channel: Channel, value: LuaValue): NativeResult {
  if (channel.closed) throw new LuaError("send on closed channel");
  if (channel.trySend(value)) return true;
  return new Suspension(
    new Wait((wake) =>
      channel.awaitReceiver({
        value,
        taken: (closed) => closed ? wake(undefined, channelClosed()) : wake(true),
      })
    ),
  );
}

function receive(channel: Channel): NativeResult {
  const received = channel.tryReceive();
  if (received) return [received.value, received.ok];
  return new Suspension(new Wait((wake) => channel.awaitValue({ deliver: wake })));
}

function channelClosed(): ErrorValue {
  return new ErrorValue(new AppError("channel closed", { kind: "Canceled", retryable: false }));
}

function channelOf(self: LuaValue, method: string): Channel {
  if (self instanceof Channel) return self;
  throw new LuaError(`bad argument #1 to '${method}' (Channel expected)`);
}
