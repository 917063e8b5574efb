import { AppError, type Data, fromByteString } from "../base/mod.ts";
import { type Command, ErrorValue } from "../lua/mod.ts";
import { PendingCommands, type Reply } from "./_pending_commands.ts";
import { signalHeaders } from "./_headers.ts";
import type { Failure } from "./_proto.ts";
import type { RunParts } from "./_run_parts.ts";
import { toPayload } from "./payload.ts";

/** Signals and cancel requests to other workflows of the namespace (contract/temporal-workflows.md §6, §8.2). */
export class ExternalWorkflows {
  readonly #parts: RunParts;
  readonly #signals = new PendingCommands<Order>();
  readonly #cancels = new PendingCommands<Order>();

  constructor(parts: RunParts) {
    this.#parts = parts;
  }

  /** Signals the latest run of a workflow. */
  signal(command: Command, workflowId: string, topic: string, values: readonly Data[], reply: Reply): void {
    const workflowExecution = { namespace: this.#parts.info.namespace, workflowId };
    this.#signal({ command, workflowId, reply, waits: true }, { workflowExecution }, topic, values);
  }

  /** Signals a child that was started and has not ended. */
  signalChild(command: Command, workflowId: string, topic: string, values: readonly Data[], reply: Reply): void {
    this.#signal({ command, workflowId, reply, waits: true }, { childWorkflowId: workflowId }, topic, values);
  }

  cancel(command: Command, workflowId: string, reason: string, reply: Reply): void {
    const seq = this.#cancels.add({ command, workflowId, reply, waits: true });
    const workflowExecution = { namespace: this.#parts.info.namespace, workflowId };
    this.#parts.push({ requestCancelExternalWorkflowExecution: { seq, workflowExecution, reason } });
  }

  /** Takes the server's answer to a signal. */
  signaled(seq: number, failure: Failure | null | undefined): void {
    answer(this.#signals.take(seq), "signal", failure);
  }

  /** Takes the server's answer to a cancel request. */
  canceled(seq: number, failure: Failure | null | undefined): void {
    answer(this.#cancels.take(seq), "cancel", failure);
  }

  #signal(
    order: Order,
    target: { workflowExecution: { namespace: string; workflowId: string } } | { childWorkflowId: string },
    topic: string,
    values: readonly Data[],
  ): void {
    const { world, push } = this.#parts;
    push({
      signalExternalWorkflowExecution: {
        ...target,
        seq: this.#signals.add(order),
        signalName: fromByteString(topic),
        args: values.map(toPayload),
        headers: signalHeaders(world.contextValues, world.process.pid),
      },
    });
  }
}

/** A signal or request on its way. */
interface Order {
  readonly command: Command;
  readonly workflowId: string;
  readonly reply: Reply;
  readonly waits: boolean;
}

/** The server refuses only when it knows no such workflow that still runs. */
function answer(order: Order | undefined, what: string, failure: Failure | null | undefined): void {
  if (!order) return;
  if (!failure) return order.reply(true);
  const message = `cannot ${what} workflow "${order.workflowId}": ${failure.message ?? ""}`;
  order.reply(undefined, new ErrorValue(new AppError(message, { kind: "NotFound", retryable: false })));
}
