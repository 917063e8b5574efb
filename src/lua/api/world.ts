import type { ByteString, Data, LogLevel } from "../../base/mod.ts";

/** What a script can learn or do without waiting; a workflow gives other answers than a function. */
export interface World {
  /** Id of the entry whose code runs. */
  readonly entryId: string;
  /** Nanoseconds since the Unix epoch: the workflow task's time, or the machine's. */
  now(): bigint;
  /** A number in [0, 1): deterministic in workflows. */
  random(): number;
  /** Bytes that nobody can guess; absent in workflows, where every random value must come again on replay. */
  secureRandom?(count: number): Uint8Array<ArrayBuffer>;
  /** Takes one line of `print` as Unicode text; `position` is `file.lua:10`. Silent while a workflow replays. */
  print(line: string, position: string): void;
  /** Takes one record of the module `logger`, as Unicode text; silent while a workflow replays. */
  log?(level: LogLevel, message: string, fields: Readonly<Record<string, unknown>>): void;
  /** Name of the zone that `time.localtz` and `os.date` mean, as in `Europe/Berlin`; UTC when absent. */
  readonly timeZone?: string;
  /** What callers handed down as context (spec/temporal-activities.md §7), without keys that begin with `temporal.`. */
  readonly contextValues?: ReadonlyMap<ByteString, Data>;
  /** The fields of `workflow.info()` (spec/temporal-workflows.md §12); absent outside workflows. */
  workflowInfo?(): Map<ByteString, Data>;
}
