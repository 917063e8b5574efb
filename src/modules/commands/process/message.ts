import { type Data, toByteString } from "../../../base/mod.ts";
import {
  fromData,
  listOf,
  type LuaState,
  type LuaValue,
  method,
  Userdata,
  type UserdataType,
} from "../../../lua/api/mod.ts";
import { Payload } from "../../pure/mod.ts";

/** A message on its way to a script: a signal, an update, or what a process sent. */
export interface IncomingMessage {
  readonly topic: string;
  /** Pid of the sender; "" when unknown. */
  readonly from: string;
  readonly payloads: readonly Data[];
  /** Called once, when the message finds a channel. */
  taken?(): void;
}

/** A message in a script's hands (spec/temporal-workflows.md §8.1). */
export class Message extends Userdata {
  override readonly type: UserdataType = messageType;
  /** nil without payloads, a wrapper for one, an array of wrappers for several. */
  readonly payload: LuaValue;

  constructor(readonly message: IncomingMessage, state: LuaState) {
    super();
    const payloads = message.payloads.map((data) => new Payload(fromData(data, state)));
    this.payload = payloads.length > 1 ? listOf(payloads, state) : payloads[0];
  }
}

/** What a channel of plain values delivers: the value, an array of several, nil for none. */
export function plainValue({ payloads }: IncomingMessage, state: LuaState): LuaValue {
  const values = payloads.map((data) => fromData(data, state));
  return values.length > 1 ? listOf(values, state) : values[0];
}

const messageType: UserdataType = {
  name: "Message",
  methods: {
    topic: method(Message, "topic", ({ message }) => toByteString(message.topic)),
    from: method(Message, "from", ({ message }) => toByteString(message.from)),
    payload: method(Message, "payload", ({ payload }) => payload),
  },
};
