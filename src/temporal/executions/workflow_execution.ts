import { isGrpcServiceError } from "@temporalio/client";
import { getGrpcStatusDetails } from "@temporalio/client/lib/helpers.js";
import proto from "@temporalio/proto";
import { AppError, type Data } from "../../base/mod.ts";
import type { Exit } from "../../processes/mod.ts";
import { fromFailure, signalHeaders } from "../../workflow/mod.ts";
import { type Answer, answerOf, payloadsOf } from "./payloads.ts";
import { IDENTITY, type ServiceCall } from "./service_call.ts";
import { outlineOf } from "./outline_of.ts";
import { ExecutionView } from "./execution_view.ts";
import type { ExitWatcher } from "./exit_watcher.ts";
import type { WorkflowOutline } from "./workflow_description.ts";

const { QueryFailedFailure } = proto.temporal.api.errordetails.v1;

/** Temporal's number of the stage at which an update has its outcome. */
const COMPLETED = 3;

/** Which execution is meant. */
export interface ExecutionId {
  readonly workflowId: string;
  /** @default the latest run */
  readonly runId?: string;
}

/**
 * A workflow on a server, as others see it (spec/temporal-workflows.md §4, §9). Every method throws what the server has
 * against the call as AppErrors: kind NotFound when there is no such workflow or it does not run any more.
 */
export class WorkflowExecution {
  readonly id: ExecutionId;
  readonly #call: ServiceCall;
  readonly #exits: ExitWatcher;

  constructor(call: ServiceCall, exits: ExitWatcher, id: ExecutionId) {
    this.id = id;
    this.#call = call;
    this.#exits = exits;
  }

  /**
   * Resolves when the server has accepted the signal. Signals of one sender that waits for each arrive in their order.
   *
   * @param from pid of a sender that can be answered
   */
  async signal(name: string, values: readonly Data[], from?: string): Promise<void> {
    await this.#call((service, namespace) =>
      service.signalWorkflowExecution({
        namespace,
        workflowExecution: this.id,
        signalName: name,
        input: payloadsOf(values),
        header: from === undefined ? undefined : { fields: signalHeaders(new Map(), from) },
        identity: IDENTITY,
        requestId: crypto.randomUUID(),
      })
    );
  }

  /** Asks a worker, also for a workflow that has ended; no arguments are none. */
  query(name: string, args: readonly Data[]): Promise<Answer> {
    const queryArgs = args.length === 0 ? undefined : payloadsOf(args);
    const query = { queryType: name, queryArgs };
    return this.#call(async (service, namespace) => {
      try {
        const { queryResult } = await service.queryWorkflow({ namespace, execution: this.id, query });
        return answerOf(queryResult);
      } catch (error) {
        const answer = queryErrorOf(error);
        if (answer) return { error: answer };
        throw error;
      }
    });
  }

  /** Sends an update and waits for its outcome, which may take as long as the workflow likes. */
  async update(name: string, args: readonly Data[]): Promise<Answer> {
    const updateId = crypto.randomUUID();
    const waitPolicy = { lifecycleStage: COMPLETED };
    const input = { name, args: args.length === 0 ? undefined : payloadsOf(args) };
    const request = { meta: { updateId, identity: IDENTITY }, input };
    let { outcome } = await this.#call((service, namespace) =>
      service.updateWorkflowExecution({ namespace, workflowExecution: this.id, waitPolicy, request })
    );
    while (!outcome) {
      const updateRef = { workflowExecution: this.id, updateId };
      const poll = { updateRef, identity: IDENTITY, waitPolicy };
      ({ outcome } = await this.#call((service, namespace) => {
        return service.pollWorkflowExecutionUpdate({ ...poll, namespace });
      }));
    }
    return outcome.failure ? { error: fromFailure(outcome.failure) } : answerOf(outcome.success);
  }

  /** Asks the workflow to end; nothing happens when it has ended. */
  async cancel(reason: string): Promise<void> {
    await this.#call((service, namespace) =>
      service.requestCancelWorkflowExecution({
        namespace,
        workflowExecution: this.id,
        reason,
        identity: IDENTITY,
        requestId: crypto.randomUUID(),
      })
    );
  }

  /** Ends the workflow at once; its code does not notice. */
  async terminate(reason: string): Promise<void> {
    const request = { workflowExecution: this.id, reason, identity: IDENTITY };
    await this.#call((service, namespace) => service.terminateWorkflowExecution({ ...request, namespace }));
  }

  /** What the server knows of the workflow without its history, which may be long. */
  async outline(): Promise<WorkflowOutline> {
    return outlineOf(
      await this.#call((service, namespace) => {
        return service.describeWorkflowExecution({ namespace, execution: this.id });
      }),
    );
  }

  /** What the workflow is at, to look at once or again and again. */
  view(): ExecutionView {
    return new ExecutionView(this.#call, this.id);
  }

  /** Tells once how the workflow ends, as {@linkcode ExitWatcher.watch}. @returns ends the watch */
  watch(onExit: (exit: Exit) => void): () => void {
    return this.#exits.watch(this.id.workflowId, this.id.runId, onExit);
  }
}

/**
 * What a query's handler failed with, out of the server's answer; undefined for any other error. Workers on Temporal's core,
 * ours among them, hand on only the message; those of the Go SDK everything.
 */
function queryErrorOf(error: unknown): AppError | undefined {
  if (!isGrpcServiceError(error)) return undefined;
  const detail = getGrpcStatusDetails(error)?.find(({ type_url }) => type_url?.endsWith(".QueryFailedFailure"));
  if (!detail) return undefined;
  const { failure } = QueryFailedFailure.decode(detail.value ?? new Uint8Array());
  return failure ? fromFailure(failure) : new AppError(error.details || error.message);
}
