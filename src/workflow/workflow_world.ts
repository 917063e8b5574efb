import { type Data, fromByteString, type Logger, type LogLevel, toByteString } from "../base/mod.ts";
import type { World } from "../lua/mod.ts";
import { DeterministicRandom } from "./deterministic_random.ts";
import type { Activation } from "./_proto.ts";

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

/** What a workflow can learn: only what the history tells, so that a replay sees the same. */
export class WorkflowWorld implements World {
  readonly entryId: string;
  readonly #info: RunInfo;
  readonly #logger: Logger;
  readonly #printInReplay: boolean;
  #now = 0n;
  #isReplaying = false;
  #historyLength = 0;
  #historySize = 0;
  #seed: Seed = { low: 0, high: 0 };
  #random: DeterministicRandom | undefined;

  constructor(entryId: string, info: RunInfo, logger: Logger, printInReplay: boolean) {
    this.entryId = entryId;
    this.#info = info;
    this.#logger = logger;
    this.#printInReplay = printInReplay;
  }

  /** Takes over time, replay state and history size of the workflow task. */
  beginTask(activation: Activation): void {
    const { timestamp } = activation;
    if (timestamp) this.#now = BigInt(String(timestamp.seconds ?? 0)) * 1_000_000_000n + BigInt(timestamp.nanos ?? 0);
    this.#isReplaying = activation.isReplaying ?? false;
    this.#historyLength = activation.historyLength ?? 0;
    this.#historySize = Number(activation.historySizeBytes ?? 0);
  }

  /** Id of the event that the first command of the current task becomes: behind the task's own started and completed. */
  get firstCommandEvent(): number {
    return this.#historyLength + 2;
  }

  /** Starts the random numbers over. */
  reseed(seed: Seed): void {
    this.#seed = seed;
    this.#random = undefined;
  }

  now(): bigint {
    return this.#now;
  }

  random(): number {
    this.#random ??= new DeterministicRandom(this.#seed.low, this.#seed.high);
    return this.#random.next();
  }

  print(line: string, position: string): void {
    this.log("info", fromByteString(line), { position });
  }

  log(level: LogLevel, message: string, fields: Readonly<Record<string, unknown>>): void {
    if (this.#isReplaying && !this.#printInReplay) return;
    this.#logger.log(level, message, {
      entry: this.entryId,
      ...fields,
      workflow_id: this.#info.workflowId,
      run_id: this.#info.runId,
    });
  }

  workflowInfo(): Map<string, Data> {
    const { workflowId, runId, workflowType, taskQueue, namespace, attempt } = this.#info;
    return new Map<string, Data>([
      ["workflow_id", toByteString(workflowId)],
      ["run_id", toByteString(runId)],
      ["workflow_type", toByteString(workflowType)],
      ["task_queue", toByteString(taskQueue)],
      ["namespace", toByteString(namespace)],
      ["attempt", attempt],
      ["history_length", this.#historyLength],
      ["history_size", this.#historySize],
    ]);
  }
}
