import { AppError, fromByteString, toByteString } from "../base/mod.ts";
import { formatPid, type Pid } from "../modules/commands/mod.ts";
import type { Exit, OutgoingMessage, ProcessHandle } from "../processes/mod.ts";
import { signalHeaders } from "../workflow/mod.ts";
import { payloadsOf } from "./_start_request.ts";
import type { TemporalClient } from "./temporal_client.ts";

/** Gives the client of a workflow, once it is connected. */
export type Connected = () => Promise<TemporalClient>;

/** What the server notes as the reason when a script ends a workflow (contract/temporal-workflows.md §4). */
const TERMINATED_BY = "process.terminate";

/** A workflow as other processes see it: the latest run of an id, or the run that was started and what follows it. */
export class WorkflowProcess implements ProcessHandle {
  readonly pid: string;
  readonly #client: Connected;
  readonly #workflowId: string;
  readonly #runId: string | undefined;

  constructor(client: Connected, pid: Pid, runId?: string) {
    this.#client = client;
    this.pid = toByteString(formatPid(pid));
    this.#workflowId = pid.unique;
    this.#runId = runId;
  }

  /** A signal (contract/temporal-workflows.md §4); messages of one sender arrive in the order of their sending. */
  async send({ topic, from, values }: OutgoingMessage): Promise<void> {
    const client = await this.#client();
    await client.call((service, namespace) =>
      service.signalWorkflowExecution({
        namespace,
        workflowExecution: { workflowId: this.#workflowId },
        signalName: fromByteString(topic),
        input: payloadsOf(values),
        header: { fields: signalHeaders(new Map(), from) },
        identity: client.identity,
        requestId: crypto.randomUUID(),
      })
    );
  }

  async cancel(reason: string): Promise<void> {
    const client = await this.#client();
    await client.call((service, namespace) =>
      service.requestCancelWorkflowExecution({
        namespace,
        workflowExecution: { workflowId: this.#workflowId },
        reason,
        identity: client.identity,
        requestId: crypto.randomUUID(),
      })
    );
  }

  async terminate(): Promise<void> {
    const client = await this.#client();
    await client.call((service, namespace) =>
      service.terminateWorkflowExecution({
        namespace,
        workflowExecution: { workflowId: this.#workflowId },
        reason: TERMINATED_BY,
        identity: client.identity,
      })
    );
  }

  watch(onExit: (exit: Exit) => void): () => void {
    let unwatch: (() => void) | undefined;
    let isOver = false;
    this.#client().then((client) => {
      if (!isOver) unwatch = client.exits.watch(this.#workflowId, this.#runId, onExit);
    }).catch((error) => {
      if (!(error instanceof AppError)) throw error;
      if (!isOver) onExit({ at: BigInt(Date.now()) * 1_000_000n, error });
    });
    return () => {
      isOver = true;
      unwatch?.();
    };
  }
}
