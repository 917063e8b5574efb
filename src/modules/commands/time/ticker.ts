import { Channel } from "../../../lua/run/mod.ts";
import { type LuaContext, method, Userdata, type UserdataType } from "../../../lua/api/mod.ts";
import type { TimerCommand } from "../command.ts";
import { localLocation } from "../../pure/mod.ts";
import { TimeValue } from "./time_value.ts";

/** Ticks that nobody has received yet; more are dropped. */
const BUFFER = 16;

/** What `time.ticker(d)` gives: fires again and again until it is stopped. */
export class Ticker extends Userdata {
  override readonly type: UserdataType = tickerType;
  readonly channel = new Channel(BUFFER);
  #pending: TimerCommand | undefined;

  constructor(readonly nanoseconds: number) {
    super();
  }

  start(context: LuaContext): void {
    const command: TimerCommand = { type: "timer", nanoseconds: this.nanoseconds };
    this.#pending = command;
    context.scheduler.issue(command, () => {
      if (this.#pending !== command) return;
      if (this.channel.backlog < BUFFER) {
        this.channel.offer(new TimeValue(context.world.now(), localLocation(context.world.timeZone)));
      }
      this.start(context);
    });
  }

  stop(context: LuaContext): void {
    if (this.#pending === undefined) return;
    context.scheduler.withdraw(this.#pending);
    this.#pending = undefined;
  }
}

const tickerType: UserdataType = {
  name: "Ticker",
  methods: {
    response: method(Ticker, "response", (ticker) => ticker.channel),
    channel: method(Ticker, "channel", (ticker) => ticker.channel),
    stop: method(Ticker, "stop", (ticker, _, context) => {
      ticker.stop(context);
      return [];
    }),
  },
};
