import { AppError, canceled, toByteString } from "../../base/mod.ts";
import { ErrorValue, type LuaState, type LuaValue } from "../../lua/api/mod.ts";
import {
  endEvent,
  formatPid,
  parseWorkflowOptions,
  PROCESS_EVENTS,
  type SpawnCommand,
  type WorkflowOptions,
} from "../../modules/commands/mod.ts";
import { decodeResult } from "../payload/decode_result.ts";
import { StartChildWorkflowExecutionFailedCause } from "../enums.ts";
import type { ExternalWorkflows } from "./external_workflows.ts";
import { type Pending, PendingCommands, type Reply } from "./pending_commands.ts";
import type { ChildEnd, ChildStart } from "../proto.ts";
import type { RunParts } from "../run_parts.ts";
import { startChild } from "./start_child.ts";

/** A child from its start to its end. */
interface Child extends Pending {
  readonly command: SpawnCommand;
  readonly workflowId: string;
  readonly pid: string;
}

/** The child workflows of one run (spec/temporal-workflows.md §7). */
export class ChildWorkflows {
  readonly #parts: RunParts;
  readonly #externals: ExternalWorkflows;
  readonly #children = new PendingCommands<Child>();

  constructor(parts: RunParts, externals: ExternalWorkflows) {
    this.#parts = parts;
    this.#externals = externals;
  }

  /** Begins a start; the reply is the pid, or what the child returned when the command waits for that. */
  start(command: SpawnCommand, reply: Reply, waits: boolean): void {
    const { target, host, settings } = command;
    const { registrations, world } = this.#parts;
    const options = parseWorkflowOptions(target, settings.options);
    if (options instanceof AppError) return reply(undefined, new ErrorValue(options));
    const taskQueue = this.#taskQueue(host, options);
    if (taskQueue instanceof AppError) return reply(undefined, new ErrorValue(taskQueue));
    const workflowId = options.id ?? settings.name ?? world.newId();
    const pid = formatPid({
      node: registrations.clientId,
      host: host || registrations.workerId,
      unique: workflowId,
    });
    const seq = this.#children.add({ command, reply, waits, workflowId, pid });
    const workflowType = registrations.workflowType(target);
    const namespace = options.namespace ?? this.#parts.info.namespace;
    const place = { seq, workflowId, workflowType, taskQueue, namespace };
    this.#parts.push(startChild(place, command, options, world.contextValues));
  }

  /** True for a child whose caller waits for its result. */
  awaitsResult(seq: number): boolean {
    return this.#children.get(seq)?.command.waitsForResult ?? false;
  }

  /** Takes the answer to a start. */
  started({ seq, failed, cancelled }: ChildStart): void {
    const child = this.#children.get(seq ?? 0);
    if (!child) return;
    if (!failed && !cancelled) return this.#greet(child);
    this.#children.take(seq ?? 0);
    const error = failed
      ? startError(
        child,
        failed.cause === StartChildWorkflowExecutionFailedCause
          .START_CHILD_WORKFLOW_EXECUTION_FAILED_CAUSE_WORKFLOW_ALREADY_EXISTS,
      )
      : canceled();
    child.reply(undefined, new ErrorValue(error));
  }

  /** Takes the end of a child: the caller's result, or an EXIT event. */
  ended({ seq, result }: ChildEnd, state: LuaState): void {
    const child = this.#children.take(seq ?? 0);
    if (!child) return;
    const values = decodeResult(result ?? {}, state);
    if (child.command.waitsForResult) return child.reply(...values);
    const { world } = this.#parts;
    const [value, error] = values;
    const end = { kind: PROCESS_EVENTS.EXIT, from: child.pid, at: world.now(), value, error } as const;
    world.process.mailbox.addEvent(endEvent(end, state));
  }

  /** Sends the messages of the start, in order; then the caller learns the pid, or the first failure. */
  #greet(child: Child): void {
    const { messages } = child.command.settings;
    const greetings = messages.filter(({ topic }) => topic !== "");
    let unanswered = greetings.length;
    let failure: LuaValue;
    const answer = () => {
      if (child.command.waitsForResult) return;
      if (failure === undefined) child.reply(toByteString(child.pid));
      else child.reply(undefined, failure);
    };
    if (unanswered === 0) return answer();
    for (const { topic, values } of greetings) {
      this.#externals.signalChild(child.command, child.workflowId, topic, values, (_, error) => {
        failure ??= error;
        if (--unanswered === 0) answer();
      });
    }
  }

  /** spec/temporal-workflows.md §7: an option beats the host, the host beats the caller's own queue. */
  #taskQueue(host: string, { taskQueue }: WorkflowOptions): string | AppError {
    const { registrations, info } = this.#parts;
    const found = host === "" ? info.taskQueue : registrations.taskQueueOf(host) ?? host;
    return found instanceof AppError ? found : taskQueue ?? found;
  }
}

function startError({ command, workflowId }: Child, exists: boolean): AppError {
  const message = exists
    ? `workflow "${workflowId}" already exists`
    : `cannot start workflow "${command.target}" with id "${workflowId}": the namespace was not found`;
  return new AppError(message, { kind: exists ? "AlreadyExists" : "NotFound", retryable: false });
}
