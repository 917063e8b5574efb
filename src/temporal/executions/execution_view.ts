import { HistoryState } from "./history_state.ts";
import { outlineOf } from "./outline_of.ts";
import type { ServiceCall } from "./service_call.ts";
import type { ExecutionId } from "./workflow_execution.ts";
import type { WorkflowDescription } from "./workflow_description.ts";

/** A workflow to look at, once or again and again: a further look reads only what its history has more. */
export class ExecutionView {
  readonly #call: ServiceCall;
  readonly #id: ExecutionId;
  #runId = "";
  #history = new HistoryState();
  /** Where the reading of the history left off. */
  #token: Uint8Array | undefined;

  constructor(call: ServiceCall, id: ExecutionId) {
    this.#call = call;
    this.#id = id;
  }

  /**
   * What the workflow is at now; where no run is named, the latest one.
   *
   * @throws {AppError} kind NotFound when there is no such workflow
   */
  async look(): Promise<WorkflowDescription> {
    const execution = this.#id;
    const response = await this.#call((service, namespace) => {
      return service.describeWorkflowExecution({ namespace, execution });
    });
    const outline = outlineOf(response);
    if (outline.runId !== this.#runId) {
      this.#runId = outline.runId;
      this.#history = new HistoryState();
      this.#token = undefined;
    }
    await this.#readTo(outline.events);
    const { timers, taskFailure } = this.#history;
    const isOpen = outline.closedAt === undefined;
    return { ...outline, timers: isOpen ? timers : [], ...isOpen && taskFailure && { taskFailure } };
  }

  /** The call waits for what is there already, and so does not wait. */
  async #readTo(lastEvent: number): Promise<void> {
    while (this.#history.last < lastEvent) {
      const { history, nextPageToken } = await this.#call((service, namespace) =>
        service.getWorkflowExecutionHistory({
          namespace,
          execution: { workflowId: this.#id.workflowId, runId: this.#runId },
          nextPageToken: this.#token,
          waitNewEvent: true,
        })
      );
      for (const event of history?.events ?? []) this.#history.add(event);
      if (!nextPageToken?.length) return;
      this.#token = nextPageToken;
    }
  }
}
