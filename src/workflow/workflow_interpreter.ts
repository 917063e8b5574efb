import { msToTs } from "@temporalio/common/lib/time.js";
import { AppError, type Data } from "../base/mod.ts";
import { type Command, ErrorValue, fromData, type Interpreter, type LuaState, type LuaValue } from "../lua/mod.ts";
import {
  type CallCommand,
  type CancelCommand,
  parseActivityOptions,
  type WorldCommand,
} from "../modules/commands/mod.ts";
import { fromFailure } from "./from_failure.ts";
import { fromPayload } from "./payload.ts";
import type { ActivityResolution, Payload, WorkflowCommand } from "./_proto.ts";
import { type ActivityDefaults, mergedOptions, scheduleActivity } from "./_schedule_activity.ts";

type Reply = (...values: LuaValue[]) => void;

/** A command whose answer the history has yet to give. */
interface Pending {
  readonly command: Command;
  readonly reply: Reply;
  /** A coroutine sleeps until the reply. */
  readonly waits: boolean;
}

/**
 * Turns the commands of a script into Temporal commands: calls into activities, waits into timers. Sequence numbers are
 * counted per type, as core and the other SDKs do.
 */
export class WorkflowInterpreter implements Interpreter {
  readonly #defaults: ActivityDefaults;
  readonly #activities = new Map<number, Pending>();
  readonly #timers = new Map<number, Pending>();
  #activitySeq = 0;
  #timerSeq = 0;
  #commands: WorkflowCommand[] = [];

  constructor(defaults: ActivityDefaults) {
    this.#defaults = defaults;
  }

  /** Hands out what was commanded since the last call. */
  takeCommands(): WorkflowCommand[] {
    const commands = this.#commands;
    this.#commands = [];
    return commands;
  }

  /** Adds a command that no script gave, such as the end of the run. */
  push(command: WorkflowCommand): void {
    this.#commands.push(command);
  }

  execute(command: Command, reply: Reply, waits: boolean): void {
    const given = command as WorldCommand;
    switch (given.type) {
      case "call":
        return this.#call(given, reply, waits);
      case "sleep":
        if (given.nanoseconds <= 0) return reply();
        return this.#startTimer(given, given.nanoseconds, reply, waits);
      case "timer":
        return this.#startTimer(given, given.nanoseconds, reply, waits);
      case "cancel":
        this.#cancel(given);
        return reply();
      default:
        throw new Error(`no workflow command for "${command.type}"`);
    }
  }

  /** True when a coroutine sleeps until that activity ends. */
  awaitsActivity(seq: number): boolean {
    return this.#activities.get(seq)?.waits ?? false;
  }

  /** True when a coroutine sleeps until that timer fires. */
  awaitsTimer(seq: number): boolean {
    return this.#timers.get(seq)?.waits ?? false;
  }

  /** Takes a timer's firing; one that was canceled meanwhile is ignored. */
  timerFired(seq: number): void {
    const pending = this.#timers.get(seq);
    this.#timers.delete(seq);
    pending?.reply();
  }

  /** Takes an activity's end; one that was canceled meanwhile is ignored. */
  activityResolved(seq: number, resolution: ActivityResolution, state: LuaState): void {
    const pending = this.#activities.get(seq);
    this.#activities.delete(seq);
    if (!pending) return;
    const failure = resolution.failed?.failure ?? resolution.cancelled?.failure;
    if (failure) return pending.reply(undefined, new ErrorValue(fromFailure(failure)));
    const result = decode(resolution.completed?.result);
    if (result instanceof AppError) return pending.reply(undefined, new ErrorValue(result));
    pending.reply(result === undefined ? undefined : fromData(result, state));
  }

  #call(command: CallCommand, reply: Reply, waits: boolean): void {
    const options = parseActivityOptions(command.target, mergedOptions(command, this.#defaults));
    if (options instanceof AppError) return reply(undefined, new ErrorValue(options));
    const seq = ++this.#activitySeq;
    this.#activities.set(seq, { command, reply, waits });
    this.#commands.push(scheduleActivity(seq, command, options, this.#defaults));
  }

  #startTimer(command: Command, nanoseconds: number, reply: Reply, waits: boolean): void {
    const seq = ++this.#timerSeq;
    this.#timers.set(seq, { command, reply, waits });
    this.#commands.push({ startTimer: { seq, startToFireTimeout: msToTs(Math.ceil(nanoseconds / 1e6)) } });
  }

  #cancel({ command }: CancelCommand): void {
    const seq = command.type === "call" ? remove(this.#activities, command) : remove(this.#timers, command);
    if (seq === undefined) return;
    this.#commands.push(command.type === "call" ? { requestCancelActivity: { seq } } : { cancelTimer: { seq } });
  }
}

function remove(pending: Map<number, Pending>, command: Command): number | undefined {
  for (const [seq, entry] of pending) {
    if (entry.command !== command) continue;
    pending.delete(seq);
    return seq;
  }
  return undefined;
}

function decode(payload: Payload | null | undefined): Data | undefined | AppError {
  try {
    return payload ? fromPayload(payload) : undefined;
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
}
