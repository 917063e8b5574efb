import type { ByteString, Clock, Data, Logger, LogLevel } from "../base/mod.ts";
import type { Process, ProcessWorld } from "../modules/commands/mod.ts";

/** Asked for when a script first needs it: finding it out takes some milliseconds. */
let machineZone: string | undefined;

/** As many as `getRandomValues` gives at one time. */
const MOST_RANDOM_BYTES = 65_536;

/** The world of functions and processes: the machine's time, randomness and log. */
export class LocalWorld implements ProcessWorld {
  readonly entryId: string;
  readonly #clock: Clock;
  readonly #logger: Logger;

  constructor(
    entryId: string,
    clock: Clock,
    logger: Logger,
    readonly contextValues: ReadonlyMap<ByteString, Data>,
    readonly process: Process,
  ) {
    this.entryId = entryId;
    this.#clock = clock;
    this.#logger = logger;
  }

  get timeZone(): string {
    return machineZone ??= new Intl.DateTimeFormat().resolvedOptions().timeZone;
  }

  now(): bigint {
    return this.#clock.now();
  }

  random(): number {
    return Math.random();
  }

  secureRandom(count: number): Uint8Array<ArrayBuffer> {
    const bytes = new Uint8Array(count);
    for (let start = 0; start < count; start += MOST_RANDOM_BYTES) {
      crypto.getRandomValues(bytes.subarray(start, start + MOST_RANDOM_BYTES));
    }
    return bytes;
  }

  print(line: string, position: string): void {
    this.log("info", line, { position });
  }

  log(level: LogLevel, message: string, fields: Readonly<Record<string, unknown>>): void {
    this.#logger.log(level, message, { entry: this.entryId, pid: this.process.pid, ...fields });
  }
}
