import { AppError, type Data } from "../../base/mod.ts";
import { type Command, ErrorValue } from "../../lua/api/mod.ts";
import { type Pending, PendingCommands, type Reply } from "./pending_commands.ts";
import { signalHeaders } from "../payload/context_headers.ts";
import type { Failure, WorkflowCommand } from "../proto.ts";
import type { RunParts } from "../run_parts.ts";
import { toPayload } from "../payload/payload.ts";

type Target = Pick<ISignal, "workflowExecution" | "childWorkflowId">;
type ISignal = NonNullable<WorkflowCommand["signalExternalWorkflowExecution"]>;

/** A signal or request on its way, or waiting for its turn. */
interface Order extends Pending {
  readonly workflowId: string;
}

interface SignalOrder extends Order {
  readonly signal: Omit<ISignal, "seq">;
}

/** Signals and cancel requests to other workflows of the namespace (spec/temporal-workflows.md §6, §8.2). */
export class ExternalWorkflows {
  readonly #parts: RunParts;
  readonly #signals = new PendingCommands<SignalOrder>();
  readonly #cancels = new PendingCommands<Order>();
  /** By target: signals that the server does not know of, because it has not answered the one before them. */
  readonly #waiting = new Map<string, SignalOrder[]>();

  constructor(parts: RunParts) {
    this.#parts = parts;
  }

  /** Signals the latest run of a workflow. */
  signal(command: Command, workflowId: string, topic: string, values: readonly Data[], reply: Reply): void {
    const workflowExecution = { namespace: this.#parts.info.namespace, workflowId };
    this.#order(command, workflowId, { workflowExecution }, topic, values, reply);
  }

  /** Signals a child that was started. */
  signalChild(command: Command, workflowId: string, topic: string, values: readonly Data[], reply: Reply): void {
    this.#order(command, workflowId, { childWorkflowId: workflowId }, topic, values, reply);
  }

  cancel(command: Command, workflowId: string, reason: string, reply: Reply): void {
    const seq = this.#cancels.add({ command, workflowId, reply, waits: true });
    const workflowExecution = { namespace: this.#parts.info.namespace, workflowId };
    this.#parts.push({ requestCancelExternalWorkflowExecution: { seq, workflowExecution, reason } });
  }

  /** Takes the server's answer to a signal, and sends the next one to that target. */
  signaled(seq: number, failure: Failure | null | undefined): void {
    const order = this.#signals.take(seq);
    if (!order) return;
    const waiting = this.#waiting.get(order.workflowId) ?? [];
    const next = waiting.shift();
    if (next) this.#send(next);
    else this.#waiting.delete(order.workflowId);
    answer(order, "signal", failure);
  }

  /** Takes the server's answer to a cancel request. */
  canceled(seq: number, failure: Failure | null | undefined): void {
    answer(this.#cancels.take(seq), "cancel", failure);
  }

  /** The server carries out what it gets at once in any order, so each target gets one signal after the other. */
  #order(
    command: Command,
    workflowId: string,
    target: Target,
    topic: string,
    values: readonly Data[],
    reply: Reply,
  ): void {
    const { world } = this.#parts;
    const signal = {
      ...target,
      signalName: topic,
      args: values.map(toPayload),
      headers: signalHeaders(world.contextValues, world.process.pid),
    };
    const order = { command, workflowId, reply, waits: true, signal };
    const waiting = this.#waiting.get(workflowId);
    if (waiting) return void waiting.push(order);
    this.#waiting.set(workflowId, []);
    this.#send(order);
  }

  #send(order: SignalOrder): void {
    this.#parts.push({ signalExternalWorkflowExecution: { ...order.signal, seq: this.#signals.add(order) } });
  }
}

/** The server refuses only when it knows no such workflow that still runs. */
function answer(order: Order | undefined, what: string, failure: Failure | null | undefined): void {
  if (!order) return;
  if (!failure) return order.reply(true);
  const message = `cannot ${what} workflow "${order.workflowId}": ${failure.message ?? ""}`;
  order.reply(undefined, new ErrorValue(new AppError(message, { kind: "NotFound", retryable: false })));
}
