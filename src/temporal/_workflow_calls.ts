import { AppError, fromByteString } from "../base/mod.ts";
import type { Exit, OutgoingMessage, WorkflowClient, WorkflowStart } from "../processes/mod.ts";
import { signalHeaders } from "../workflow/mod.ts";
import { payloadsOf, startRequest } from "./_start_request.ts";
import type { ExitWatcher } from "./exit_watcher.ts";
import type { ServiceCall } from "./service_call.ts";

/** What the server notes as the caller. */
const IDENTITY = `${Deno.pid}@${Deno.hostname()}`;

/** Starts, signals, cancels, ends and watches workflows (contract/temporal-workflows.md §3, §4). */
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
      const given = { signalName: fromByteString(topic), signalInput: payloadsOf(values) };
      return service.signalWithStartWorkflowExecution({ ...request, namespace, ...given });
    });
    if (runId) return runId;
    throw new AppError("the server named no run", { kind: "Internal" });
  }

  /** Messages of one sender that waits for each answer arrive in their order. */
  async signal(workflowId: string, { topic, from, values }: OutgoingMessage): Promise<void> {
    await this.#call((service, namespace) =>
      service.signalWorkflowExecution({
        namespace,
        workflowExecution: { workflowId },
        signalName: fromByteString(topic),
        input: payloadsOf(values),
        header: { fields: signalHeaders(new Map(), from) },
        identity: IDENTITY,
        requestId: crypto.randomUUID(),
      })
    );
  }

  async cancel(workflowId: string, reason: string): Promise<void> {
    await this.#call((service, namespace) =>
      service.requestCancelWorkflowExecution({
        namespace,
        workflowExecution: { workflowId },
        reason,
        identity: IDENTITY,
        requestId: crypto.randomUUID(),
      })
    );
  }

  async terminate(workflowId: string, reason: string): Promise<void> {
    const execution = { workflowExecution: { workflowId }, reason, identity: IDENTITY };
    await this.#call((service, namespace) => service.terminateWorkflowExecution({ ...execution, namespace }));
  }

  watch(workflowId: string, runId: string | undefined, onExit: (exit: Exit) => void): () => void {
    return this.#exits.watch(workflowId, runId, onExit);
  }
}
