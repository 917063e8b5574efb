import { AppError } from "../../base/mod.ts";
import type { Exit, OutgoingMessage, WorkflowClient, WorkflowStart } from "../../processes/mod.ts";
import { IDENTITY, type ServiceCall } from "./service_call.ts";
import { payloadsOf } from "./payloads.ts";
import { startRequest } from "./start_request.ts";
import type { ExitWatcher } from "./exit_watcher.ts";
import { WorkflowExecution } from "./workflow_execution.ts";

/** Starts, signals, cancels, ends and watches workflows (spec/temporal-workflows.md §3, §4). */
export class WorkflowCalls implements WorkflowClient {
  readonly #call: ServiceCall;
  readonly #exits: ExitWatcher;

  constructor(call: ServiceCall, exits: ExitWatcher) {
    this.#call = call;
    this.#exits = exits;
  }

  async start(start: WorkflowStart): Promise<string> {
    const { options: { eagerStart: requestEagerExecution }, signal } = start;
    const request = { ...startRequest(start), identity: IDENTITY };
    const { runId } = await this.#call<{ runId?: string | null }>((service, namespace) => {
      if (!signal) return service.startWorkflowExecution({ ...request, namespace, requestEagerExecution });
      const { topic, values } = signal;
      const given = { signalName: topic, signalInput: payloadsOf(values) };
      return service.signalWithStartWorkflowExecution({ ...request, namespace, ...given });
    });
    if (runId) return runId;
    throw new AppError("the server named no run", { kind: "Internal" });
  }

  /** Messages of one sender that waits for each answer arrive in their order. */
  signal(workflowId: string, { topic, from, values }: OutgoingMessage): Promise<void> {
    return this.execution(workflowId).signal(topic, values, from);
  }

  cancel(workflowId: string, reason: string): Promise<void> {
    return this.execution(workflowId).cancel(reason);
  }

  terminate(workflowId: string, reason: string): Promise<void> {
    return this.execution(workflowId).terminate(reason);
  }

  watch(workflowId: string, runId: string | undefined, onExit: (exit: Exit) => void): () => void {
    return this.execution(workflowId, runId).watch(onExit);
  }

  /** The workflow of that id, whether it exists or not; its latest run when `runId` is undefined. */
  execution(workflowId: string, runId?: string): WorkflowExecution {
    return new WorkflowExecution(this.#call, this.#exits, { workflowId, ...runId !== undefined && { runId } });
  }
}
