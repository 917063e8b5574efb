import { AppError, text } from "../../base/mod.ts";
import {
  ErrorValue,
  LuaError,
  type LuaValue,
  Suspension,
  Userdata,
  type UserdataType,
  Wait,
  type WaitingResult,
  waits,
} from "../api/mod.ts";

/** A coroutine that waits at a channel; in a select it waits at several and takes the first that is ready. */
export interface Receiver {
  deliver(value: LuaValue, ok: boolean): void;
}

/** A coroutine that waits for somebody to take its value. */
export interface Sender {
  readonly value: LuaValue;
  /** `closed`: the channel was closed before anybody took the value. */
  taken(closed: boolean): void;
}

/**
 * A channel (spec/lua-modules.md §4): senders and receivers are served in the order in which they came. Scripts use
 * it through the methods of its type; modules use `offer` and `close`.
 */
export class Channel extends Userdata {
  override readonly type: UserdataType = channelType;
  readonly #buffer: LuaValue[] = [];
  /** Sets keep the order of insertion and let a select withdraw quickly. */
  readonly #receivers = new Set<Receiver>();
  readonly #senders = new Set<Sender>();
  #closed = false;

  /** @param capacity how many values `send` puts down without waiting; 0 is a rendezvous */
  constructor(readonly capacity = 0) {
    super();
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** How many values wait in the buffer. */
  get backlog(): number {
    return this.#buffer.length;
  }

  /**
   * Gives a value to the channel from outside. Never blocks: what nobody receives waits in the buffer, whatever its size.
   *
   * @returns false when the channel is closed
   */
  offer(value: LuaValue): boolean {
    if (this.#closed) return false;
    if (!this.#hand(value)) this.#buffer.push(value);
    return true;
  }

  /** Closes the channel and wakes all that wait at it; values in the buffer can still be received. A second call does nothing. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const receiver of drain(this.#receivers)) receiver.deliver(undefined, false);
    for (const sender of drain(this.#senders)) sender.taken(true);
  }

  /** Sends when that needs no waiting; the channel must be open. */
  trySend(value: LuaValue): boolean {
    if (this.#hand(value)) return true;
    if (this.#buffer.length >= this.capacity) return false;
    this.#buffer.push(value);
    return true;
  }

  /** Receives when that needs no waiting. */
  tryReceive(): { value: LuaValue; ok: boolean } | undefined {
    if (this.#buffer.length > 0) {
      const value = this.#buffer.shift();
      if (this.#buffer.length < this.capacity) this.#refill();
      return { value, ok: true };
    }
    const sender = takeFirst(this.#senders);
    if (sender) {
      sender.taken(false);
      return { value: sender.value, ok: true };
    }
    return this.#closed ? { value: undefined, ok: false } : undefined;
  }

  /** Queues a receiver; the function that it returns takes it back. */
  awaitValue(receiver: Receiver): () => void {
    this.#receivers.add(receiver);
    return () => void this.#receivers.delete(receiver);
  }

  /** Queues a sender; the function that it returns takes it back. */
  awaitReceiver(sender: Sender): () => void {
    this.#senders.add(sender);
    return () => void this.#senders.delete(sender);
  }

  #hand(value: LuaValue): boolean {
    const receiver = takeFirst(this.#receivers);
    receiver?.deliver(value, true);
    return receiver !== undefined;
  }

  #refill(): void {
    const sender = takeFirst(this.#senders);
    if (!sender) return;
    this.#buffer.push(sender.value);
    sender.taken(false);
  }
}

function takeFirst<T>(queue: Set<T>): T | undefined {
  for (const first of queue) {
    queue.delete(first);
    return first;
  }
  return undefined;
}

/** Empties a queue one by one: serving one may withdraw others. */
function* drain<T>(queue: Set<T>): Generator<T> {
  for (let first = takeFirst(queue); first !== undefined; first = takeFirst(queue)) yield first;
}

/** The methods of channels (spec/lua-modules.md §4). */
export const channelType: UserdataType = {
  name: "Channel",
  methods: {
    send: waits(([self, value], { scheduler }) => {
      scheduler.requireWritable();
      return send(channelOf(self, "send"), value);
    }),
    receive: waits(([self], { scheduler }) => {
      scheduler.requireWritable();
      return receive(channelOf(self, "receive"));
    }),
    close: ([self], { scheduler }) => {
      scheduler.requireWritable();
      channelOf(self, "close").close();
      return [];
    },
    case_send: ([self, value]) => new SelectCase(channelOf(self, "case_send"), { value }),
    case_receive: ([self]) => new SelectCase(channelOf(self, "case_receive")),
  },
};

function send(channel: Channel, value: LuaValue): WaitingResult {
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

function receive(channel: Channel): WaitingResult {
  const received = channel.tryReceive();
  if (received) return [received.value, received.ok];
  return new Suspension(new Wait((wake) => channel.awaitValue({ deliver: wake })));
}

function channelClosed(): ErrorValue {
  return new ErrorValue(new AppError("channel closed", { kind: "Canceled", retryable: false }));
}

function channelOf(self: LuaValue, method: string): Channel {
  if (self instanceof Channel) return self;
  throw new LuaError(text`bad argument #1 to '${method}' (Channel expected)`);
}

const selectCaseType: UserdataType = { name: "SelectCase", methods: {} };

/** What `ch:case_send(v)` and `ch:case_receive()` give to `channel.select`. */
export class SelectCase extends Userdata {
  override readonly type: UserdataType = selectCaseType;

  /** @param sent the value to send; absent for a case that receives */
  constructor(readonly channel: Channel, readonly sent?: { readonly value: LuaValue }) {
    super();
  }
}
