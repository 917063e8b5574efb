import { ascii, type ByteString, type Data, type Logger, type LogLevel, toByteString } from "../base/mod.ts";
import type { Process, ProcessWorld, WorkflowControl } from "../modules/commands/mod.ts";
import { DeterministicRandom } from "./deterministic_random.ts";
import type { Activation, Timestamp } from "./proto.ts";

/** What stays the same for the whole run. */
export interface RunInfo {
  readonly workflowId: string;
  readonly runId: string;
  readonly workflowType: string;
  readonly taskQueue: string;
  readonly namespace: string;
  readonly attempt: number;
}

/** The two halves of a 64-bit integer, as protobuf gives it. */
interface Seed {
  readonly low: number;
  readonly high: number;
}

/** What a world is made from. */
export interface WorkflowWorldOptions {
  readonly entryId: string;
  readonly info: RunInfo;
  readonly process: Process;
  readonly logger: Logger;
  readonly enableLoggingInReplay: boolean;
}

/** Keeps generated ids apart from the numbers that scripts draw. */
const ID_STREAM = 0x5eed_1d5;

/** What a workflow can learn: only what the history tells, so that a replay sees the same. */
export class WorkflowWorld implements ProcessWorld {
  readonly entryId: string;
  readonly process: Process;
  /** Set before any code runs. */
  workflow: WorkflowControl | undefined;
  contextValues: ReadonlyMap<ByteString, Data> = new Map();
  readonly #info: RunInfo;
  readonly #logger: Logger;
  readonly #enableLoggingInReplay: boolean;
  #now = 0n;
  #isReplaying = false;
  #historyLength = 0;
  #historySize = 0;
  #seed: Seed = { low: 0, high: 0 };
  #continueAsNewSuggested = false;
  #random: DeterministicRandom | undefined;
  #ids: DeterministicRandom | undefined;

  constructor({ entryId, info, process, logger, enableLoggingInReplay }: WorkflowWorldOptions) {
    this.entryId = entryId;
    this.process = process;
    this.#info = info;
    this.#logger = logger;
    this.#enableLoggingInReplay = enableLoggingInReplay;
  }

  /** Takes over time, replay state and history size of the workflow task. */
  beginTask(activation: Activation): void {
    const { timestamp } = activation;
    if (timestamp) this.#now = timestampNanoseconds(timestamp);
    this.#isReplaying = activation.isReplaying ?? false;
    this.#historyLength = activation.historyLength ?? 0;
    this.#historySize = Number(activation.historySizeBytes ?? 0);
    this.#continueAsNewSuggested = activation.continueAsNewSuggested ?? false;
  }

  get isReplaying(): boolean {
    return this.#isReplaying;
  }

  /** Events up to the current task. */
  get historyLength(): number {
    return this.#historyLength;
  }

  /** Bytes up to the current task. */
  get historySize(): number {
    return this.#historySize;
  }

  /** Id of the event that the first command of the current task becomes: behind the task's own started and completed. */
  get firstCommandEvent(): number {
    return this.#historyLength + 2;
  }

  /** Starts the random numbers over. */
  reseed(seed: Seed): void {
    this.#seed = seed;
    this.#random = undefined;
    this.#ids = undefined;
  }

  now(): bigint {
    return this.#now;
  }

  random(): number {
    this.#random ??= new DeterministicRandom(this.#seed.low, this.#seed.high);
    return this.#random.next();
  }

  /** Runs something that may only look: random numbers that it draws are not missing afterwards. */
  aside<T>(body: () => T): T {
    const random = this.#random;
    this.#random = random?.copy();
    try {
      return body();
    } finally {
      this.#random = random;
    }
  }

  /** A new id in the form of a random UUID, the same in every replay. */
  newId(): string {
    const ids = this.#ids ??= new DeterministicRandom(this.#seed.low ^ ID_STREAM, this.#seed.high);
    const digits = Array.from({ length: 32 }, () => Math.floor(ids.next() * 16));
    digits[12] = 4;
    digits[16] = 8 | (digits[16]! & 3);
    return digits.map((digit) => digit.toString(16)).join("").replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  }

  print(line: string, position: string): void {
    this.log("info", line, { position });
  }

  log(level: LogLevel, message: string, fields: Readonly<Record<string, unknown>>): void {
    if (this.#isReplaying && !this.#enableLoggingInReplay) return;
    this.#logger.log(level, message, {
      entry: this.entryId,
      ...fields,
      workflow_id: this.#info.workflowId,
      run_id: this.#info.runId,
    });
  }

  workflowInfo(): Map<ByteString, Data> {
    const { workflowId, runId, workflowType, taskQueue, namespace, attempt } = this.#info;
    return new Map<ByteString, Data>([
      [ascii("workflow_id"), toByteString(workflowId)],
      [ascii("run_id"), toByteString(runId)],
      [ascii("workflow_type"), toByteString(workflowType)],
      [ascii("task_queue"), toByteString(taskQueue)],
      [ascii("namespace"), toByteString(namespace)],
      [ascii("attempt"), attempt],
      [ascii("history_length"), this.#historyLength],
      [ascii("history_size"), this.#historySize],
      [ascii("continue_as_new_suggested"), this.#continueAsNewSuggested],
    ]);
  }
}

/** Nanoseconds since the Unix epoch, exact. */
export function timestampNanoseconds({ seconds, nanos }: Timestamp): bigint {
  return BigInt(String(seconds ?? 0)) * 1_000_000_000n + BigInt(nanos ?? 0);
}
