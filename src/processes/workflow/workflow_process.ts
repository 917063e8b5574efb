import { AppError, type Clock } from "../../base/mod.ts";
import { formatPid, type Pid } from "../../modules/commands/mod.ts";
import type { Exit, OutgoingMessage, ProcessHandle } from "../process_handle.ts";
import type { WorkflowClient } from "./workflow_client.ts";

/** What the server notes as the reason when a script ends a workflow (spec/temporal-workflows.md §4). */
const TERMINATED_BY = "process.terminate";

/** What a {@linkcode WorkflowProcess} is reached through. */
export interface WorkflowAccess {
  /** Gives the client once it is connected; kind Unavailable when it is not. */
  client(): Promise<WorkflowClient>;
  readonly clock: Clock;
}

/** A workflow as other processes see it: the latest run of an id, or the run that was started and what follows it. */
export class WorkflowProcess implements ProcessHandle {
  readonly pid: string;
  readonly #access: WorkflowAccess;
  readonly #workflowId: string;

  constructor(access: WorkflowAccess, pid: Pid, readonly runId?: string) {
    this.#access = access;
    this.pid = formatPid(pid);
    this.#workflowId = pid.unique;
  }

  async send(message: OutgoingMessage): Promise<void> {
    const client = await this.#access.client();
    await client.signal(this.#workflowId, message);
  }

  async cancel(reason: string): Promise<void> {
    const client = await this.#access.client();
    await client.cancel(this.#workflowId, reason);
  }

  async terminate(): Promise<void> {
    const client = await this.#access.client();
    await client.terminate(this.#workflowId, TERMINATED_BY);
  }

  watch(onExit: (exit: Exit) => void): () => void {
    const { client, clock } = this.#access;
    let unwatch: (() => void) | undefined;
    let isOver = false;
    client().then((connected) => {
      if (!isOver) unwatch = connected.watch(this.#workflowId, this.runId, onExit);
    }).catch((error) => {
      if (!(error instanceof AppError)) throw error;
      if (!isOver) onExit({ at: clock.now(), error });
    });
    return () => {
      isOver = true;
      unwatch?.();
    };
  }
}
