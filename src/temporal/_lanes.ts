import type { ConnectionKeeper } from "./connection/mod.ts";

/** A connection with the queues that are polled over it. */
interface Lane {
  readonly keeper: Promise<ConnectionKeeper>;
  readonly queues: Set<string>;
}

/** A worker's place on a connection. */
export interface LanePlace {
  readonly keeper: ConnectionKeeper;
  /** Gives the place back, when the worker has ended. */
  leave(): void;
}

/**
 * Gives workers connections: core takes only one worker per queue on one, so a second worker of a queue gets another. The
 * first is the client's own; further ones are opened when they are needed and used again.
 */
export class Lanes {
  readonly #lanes: Lane[];
  readonly #open: (signal: AbortSignal) => Promise<ConnectionKeeper>;

  constructor(first: ConnectionKeeper, open: (signal: AbortSignal) => Promise<ConnectionKeeper>) {
    this.#lanes = [{ keeper: Promise.resolve(first), queues: new Set() }];
    this.#open = open;
  }

  /**
   * Finds a place for a worker that polls that queue.
   *
   * @throws {ConnectionError} when another connection is needed and cannot be had
   */
  async enter(taskQueue: string, signal: AbortSignal): Promise<LanePlace> {
    const lane = this.#lanes.find(({ queues }) => !queues.has(taskQueue)) ?? this.#add(signal);
    lane.queues.add(taskQueue);
    const leave = () => void lane.queues.delete(taskQueue);
    try {
      return { keeper: await lane.keeper, leave };
    } catch (error) {
      leave();
      throw error;
    }
  }

  /** Closes all connections. */
  async close(): Promise<void> {
    const closings = this.#lanes.map(async ({ keeper }) => (await keeper).close());
    const failed = (await Promise.allSettled(closings)).find((closing) => closing.status === "rejected");
    if (failed) throw failed.reason;
  }

  #add(signal: AbortSignal): Lane {
    const lane = { keeper: this.#open(signal), queues: new Set<string>() };
    this.#lanes.push(lane);
    lane.keeper.catch(() => this.#lanes.splice(this.#lanes.indexOf(lane), 1));
    return lane;
  }
}
