import { Channel } from "../../../lua/run/mod.ts";
import type { LuaContext, LuaState, LuaValue } from "../../../lua/api/mod.ts";
import { type IncomingMessage, Message, plainValue } from "./message.ts";

/** A channel that messages go to. */
interface Subscription {
  readonly channel: Channel;
  /** Deliver Message objects, not plain values. */
  isMessages: boolean;
  /** What was given to the channel, with its place in the order of arrival; more than the channel still holds. */
  readonly given: Arrival[];
  /** Allows the run to be a deadlock again. */
  release(): void;
}

interface Arrival {
  readonly order: number;
  readonly message: IncomingMessage;
}

/**
 * Where the messages and events of one script arrive (spec/temporal-workflows.md §5, §8.1). A message goes to the
 * listener of its topic, else to the inbox, else it is retained until one of them appears. Nothing is dropped.
 */
export class Mailbox {
  readonly #listeners = new Map<string, Subscription>();
  readonly #events = new Channel();
  #inbox: Subscription | undefined;
  #retained: Arrival[] = [];
  #isWatchingEvents = false;
  #arrivals = 0;

  /** The topics that have listeners. */
  get topics(): readonly string[] {
    return [...this.#listeners.keys()];
  }

  /** Routes a message; values come to life in `state`. */
  deliver(message: IncomingMessage, state: LuaState): void {
    const arrival = { order: this.#arrivals++, message };
    const subscription = this.#listeners.get(message.topic) ?? this.#inbox;
    if (subscription) give(subscription, arrival, state);
    else this.#retained.push(arrival);
  }

  /** The channel of a topic; a second call gives the same one and changes what later messages become. */
  listen(topic: string, isMessages: boolean, context: LuaContext): Channel {
    const existing = this.#listeners.get(topic);
    if (existing) {
      existing.isMessages = isMessages;
      return existing.channel;
    }
    const subscription = subscribe(new Channel(1), isMessages, context);
    this.#listeners.set(topic, subscription);
    this.#release(subscription, (message) => message.topic === topic, context.state);
    return subscription.channel;
  }

  /** The channel of everything that has no listener. */
  inbox(context: LuaContext): Channel {
    if (!this.#inbox) {
      this.#inbox = subscribe(new Channel(), true, context);
      this.#release(this.#inbox, () => true, context.state);
    }
    return this.#inbox.channel;
  }

  /** @returns false when `channel` is no listener's */
  unlisten(channel: LuaValue): boolean {
    for (const [topic, subscription] of this.#listeners) {
      if (subscription.channel !== channel) continue;
      this.#listeners.delete(topic);
      subscription.release();
      subscription.channel.close();
      return true;
    }
    return false;
  }

  events({ scheduler }: LuaContext): Channel {
    if (!this.#isWatchingEvents) scheduler.hold();
    this.#isWatchingEvents = true;
    return this.#events;
  }

  /** How many events the script has not received; they are the last that were added. */
  get unreadEvents(): number {
    return this.#events.backlog;
  }

  addEvent(event: LuaValue): void {
    this.#events.offer(event);
  }

  /** Takes back a message that is retained. */
  withdraw(message: IncomingMessage): void {
    this.#retained = this.#retained.filter((arrival) => arrival.message !== message);
  }

  /** The messages that the script has not received, in the order of their arrival. */
  undelivered(): IncomingMessage[] {
    const given = [...this.#listeners.values(), ...this.#inbox ? [this.#inbox] : []].flatMap((subscription) => {
      trim(subscription);
      return subscription.given;
    });
    return [...this.#retained, ...given].sort((a, b) => a.order - b.order).map(({ message }) => message);
  }

  #release(subscription: Subscription, fits: (message: IncomingMessage) => boolean, state: LuaState): void {
    const retained = this.#retained;
    this.#retained = retained.filter(({ message }) => !fits(message));
    for (const arrival of retained.filter(({ message }) => fits(message))) give(subscription, arrival, state);
  }
}

function subscribe(channel: Channel, isMessages: boolean, { scheduler }: LuaContext): Subscription {
  return { channel, isMessages, given: [], release: scheduler.hold() };
}

function give(subscription: Subscription, arrival: Arrival, state: LuaState): void {
  const { channel, isMessages, given } = subscription;
  const { message } = arrival;
  message.taken?.();
  channel.offer(isMessages ? new Message(message, state) : plainValue(message, state));
  given.push(arrival);
  if (given.length > 2 * channel.backlog + 16) trim(subscription);
}

/** Forgets what has been received: the channel hands out in order, so its backlog is the end of what it was given. */
function trim({ channel, given }: Subscription): void {
  given.splice(0, given.length - channel.backlog);
}
