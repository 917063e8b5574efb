import type { AppError, ByteString, Data } from "../base/mod.ts";

/** What a workflow knows of the application around it. */
export interface RegistrationIndex {
  /** Entry ids of the worker that runs the workflow, and of that worker's client. */
  readonly workerId: string;
  readonly clientId: string;
  /** Options that an entry gives to calls of it (spec/temporal-activities.md §4). */
  callOptions(entryId: string): ReadonlyMap<ByteString, Data> | undefined;
  /** The registered name of a workflow's entry; any other text as it is (spec/temporal-workflows.md §1). */
  workflowType(entryId: string): string;
  /**
   * The queue, with its prefix, of the worker with that id; undefined for a text that is no entry's.
   *
   * @returns kind Invalid for an entry that runs no workflows (spec/temporal-workflows.md §7)
   */
  taskQueueOf(host: string): string | AppError | undefined;
}
