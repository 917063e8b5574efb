import {
  badArgument,
  type LuaContext,
  type LuaValue,
  method,
  Userdata,
  type UserdataType,
} from "../../../lua/api/mod.ts";
import { Channel } from "../../../lua/run/mod.ts";
import type { TimerCommand } from "../command.ts";
import { durationArgument } from "./duration_value.ts";
import { localLocation } from "../../pure/mod.ts";
import { TimeValue } from "./time_value.ts";

/** What `time.timer(d)` gives: one firing, that can be stopped and set anew (spec/temporal-workflows.md §11). */
export class Timer extends Userdata {
  override readonly type: UserdataType = timerType;
  #channel = new Channel(1);
  #pending: TimerCommand | undefined;

  /** Delivers the time of the firing, then closes. */
  get channel(): Channel {
    return this.#channel;
  }

  start(nanoseconds: number, context: LuaContext): void {
    context.scheduler.requireWritable();
    if (this.#channel.closed) this.#channel = new Channel(1);
    const command: TimerCommand = { type: "timer", nanoseconds };
    this.#pending = command;
    context.scheduler.issue(command, () => this.#fire(command, context));
  }

  /** @returns whether the timer was still to fire */
  stop(context: LuaContext): boolean {
    const command = this.#pending;
    if (command === undefined) return false;
    context.scheduler.withdraw(command);
    this.#pending = undefined;
    return true;
  }

  #fire(command: TimerCommand, context: LuaContext): void {
    if (this.#pending !== command) return;
    this.#pending = undefined;
    this.#channel.offer(new TimeValue(context.world.now(), localLocation(context.world.timeZone)));
    this.#channel.close();
  }
}

const timerType: UserdataType = {
  name: "Timer",
  methods: {
    response: method(Timer, "response", (timer) => timer.channel),
    channel: method(Timer, "channel", (timer) => timer.channel),
    stop: method(Timer, "stop", (timer, _, context) => timer.stop(context)),
    reset: method(Timer, "reset", (timer, args, context) => {
      const nanoseconds = positiveDuration(args, "reset");
      const wasPending = timer.stop(context);
      timer.start(nanoseconds, context);
      return wasPending;
    }),
  },
};

function positiveDuration(args: LuaValue[], name: string): number {
  const nanoseconds = durationArgument(args, 1, name);
  if (nanoseconds <= 0) throw badArgument(1, name, "duration must be > 0");
  return nanoseconds;
}
