import { msToTs } from "@temporalio/common/lib/time.js";
import { AppError, type Data } from "../base/mod.ts";
import { type Command, ErrorValue, type LuaState } from "../lua/api/mod.ts";
import type { CommandExecutor } from "../lua/run/mod.ts";
import {
  type CallCommand,
  type NameCommand,
  parseActivityOptions,
  parsePid,
  type Pid,
  type SendCommand,
  type StopCommand,
  unresolvedProcess,
  UPDATE_HOST,
  type WatchCommand,
  type WorldCommandTypes,
} from "../modules/commands/mod.ts";
import type { SeedCommand } from "../modules/pure/mod.ts";
import { ChildWorkflows } from "./calls/child_workflows.ts";
import { decodeResult } from "./payload/decode_result.ts";
import { ExternalWorkflows } from "./calls/external_workflows.ts";
import { PendingCommands, type Reply } from "./calls/pending_commands.ts";
import type { ActivityResolution } from "./proto.ts";
import type { RunParts } from "./run_parts.ts";
import { scheduleErrand } from "./calls/process_activity.ts";
import { decodeSeed, scheduleSeed } from "./calls/seed_activity.ts";
import { type ActivityDefaults, mergedOptions, scheduleActivity } from "./calls/schedule_activity.ts";
import type { Updates } from "./messages/updates.ts";

/** The next run that a script asked for. */
export interface Continuation {
  readonly target: string | undefined;
  readonly args: readonly Data[];
}

/** What scripts can ask of a workflow, by type. */
interface WorkflowCommandTypes extends WorldCommandTypes {
  seed: SeedCommand;
}

type Handler<K extends keyof WorkflowCommandTypes> = (
  executor: WorkflowExecutor,
  command: WorkflowCommandTypes[K],
  reply: Reply,
  waits: boolean,
) => void;

/**
 * Turns the commands of a script into Temporal commands: calls into activities, waits into timers, processes into
 * workflows.
 */
export class WorkflowExecutor implements CommandExecutor {
  static readonly #handlers: { readonly [K in keyof WorkflowCommandTypes]: Handler<K> } = {
    call: (executor, command, reply, waits) => executor.#call(command, reply, waits),
    sleep(executor, command, reply, waits) {
      if (command.nanoseconds <= 0) return reply();
      executor.#startTimer(command, command.nanoseconds, reply, waits);
    },
    timer: (executor, command, reply, waits) => executor.#startTimer(command, command.nanoseconds, reply, waits),
    spawn: (executor, command, reply, waits) => executor.children.start(command, reply, waits),
    send: (executor, command, reply) => executor.#send(command, reply),
    cancel_process: (executor, command, reply) => executor.#stop(command, reply),
    terminate_process: (executor, command, reply) => executor.#stop(command, reply),
    seed: (executor, command, reply) => executor.#drawSeed(command, reply),
    upgrade: (executor, command) => void (executor.#continuation = command),
    monitor: refuse,
    unmonitor: refuse,
    link: refuse,
    unlink: refuse,
    register_name: refuse,
    look_up_name: refuse,
    unregister_name: refuse,
  };

  readonly children: ChildWorkflows;
  readonly externals: ExternalWorkflows;
  readonly #parts: RunParts;
  readonly #defaults: ActivityDefaults;
  readonly #updates: Updates;
  readonly #activities = new PendingCommands();
  readonly #timers = new PendingCommands();
  #state: LuaState | undefined;
  #continuation: Continuation | undefined;

  constructor(parts: RunParts, defaults: ActivityDefaults, updates: Updates) {
    this.#parts = parts;
    this.#defaults = defaults;
    this.#updates = updates;
    this.externals = new ExternalWorkflows(parts);
    this.children = new ChildWorkflows(parts, this.externals);
  }

  /** Tells where values belong; before this no command can be answered. */
  attach(state: LuaState): void {
    this.#state = state;
  }

  /** Set once the script has asked to go on in a new run. */
  get continuation(): Continuation | undefined {
    return this.#continuation;
  }

  execute(command: Command, reply: Reply, waits: boolean): void {
    const type: string = command.type;
    if (!WorkflowExecutor.#isWorkflows(command)) throw new Error(`no workflow command for "${type}"`);
    this.#carryOut(command.type, command, reply, waits);
  }

  /** Only calls and timers are ever withdrawn. */
  withdraw(command: Command): void {
    const isCall = command.type === "call";
    const seq = (isCall ? this.#activities : this.#timers).withdraw(command);
    if (seq !== undefined) this.#parts.push(isCall ? { requestCancelActivity: { seq } } : { cancelTimer: { seq } });
  }

  /** True when a coroutine sleeps until that activity ends. */
  awaitsActivity(seq: number): boolean {
    return this.#activities.awaits(seq);
  }

  /** True when a coroutine sleeps until that timer fires. */
  awaitsTimer(seq: number): boolean {
    return this.#timers.awaits(seq);
  }

  /** Takes a timer's firing; one that was canceled meanwhile is ignored. */
  timerFired(seq: number): void {
    this.#timers.take(seq)?.reply();
  }

  /** Takes an activity's end; one that was canceled meanwhile is ignored. */
  activityResolved(seq: number, resolution: ActivityResolution, state: LuaState): void {
    this.#activities.take(seq)?.reply(...decodeResult(resolution, state));
  }

  static #isWorkflows(command: Command): command is WorkflowCommandTypes[keyof WorkflowCommandTypes] {
    return Object.hasOwn(WorkflowExecutor.#handlers, command.type);
  }

  #carryOut<K extends keyof WorkflowCommandTypes>(
    type: K,
    command: WorkflowCommandTypes[K],
    reply: Reply,
    waits: boolean,
  ): void {
    WorkflowExecutor.#handlers[type](this, command, reply, waits);
  }

  #call(command: CallCommand, reply: Reply, waits: boolean): void {
    const { registrations, world } = this.#parts;
    const options = parseActivityOptions(command.target, mergedOptions(command, registrations));
    if (options instanceof AppError) return reply(undefined, new ErrorValue(options));
    const seq = this.#activities.add({ command, reply, waits });
    this.#parts.push(scheduleActivity(seq, command, options, this.#defaults, world.contextValues));
  }

  /** A local activity, whose result the history records; a run that replays takes it from there (architecture.md §1). */
  #drawSeed(command: SeedCommand, reply: Reply): void {
    const answer: Reply = (seed, error) => error ? reply(undefined, error) : reply(...command.use(decodeSeed(seed)));
    const seq = this.#activities.add({ command, reply: answer, waits: true });
    this.#parts.push(scheduleSeed(seq));
  }

  #startTimer(command: Command, nanoseconds: number, reply: Reply, waits: boolean): void {
    const seq = this.#timers.add({ command, reply, waits });
    this.#parts.push({ startTimer: { seq, startToFireTimeout: msToTs(Math.ceil(nanoseconds / 1e6)) } });
  }

  /** spec/temporal-workflows.md §8.2. */
  #send(command: SendCommand, reply: Reply): void {
    const { destination, topic, values } = command;
    const pid = parsePid(destination);
    if (!pid) return reply(undefined, new ErrorValue(unresolvedProcess(destination)));
    if (pid.node === undefined && pid.host === UPDATE_HOST) {
      const error = this.#updates.answer(destination, topic, values[0]);
      return error ? reply(undefined, new ErrorValue(error)) : reply(true);
    }
    const { process } = this.#parts.world;
    if (destination === process.pid) {
      process.mailbox.deliver({ topic, from: process.pid, payloads: values }, this.#state!);
      return reply(true);
    }
    if (!this.#isWorkflow(pid)) return this.#reachProcess(command, reply);
    this.externals.signal(command, pid.unique, topic, values, reply);
  }

  /** A workflow cannot end another by force: both ask it to cancel (spec/temporal-workflows.md §6). */
  #stop(command: StopCommand, reply: Reply): void {
    const pid = parsePid(command.destination);
    if (!pid) return reply(undefined, new ErrorValue(unresolvedProcess(command.destination)));
    if (!this.#isWorkflow(pid)) return this.#reachProcess(command, reply);
    this.externals.cancel(command, pid.unique, command.reason, reply);
  }

  /** A recorded side effect: it happens where the workflow task runs, and not again on replay. */
  #reachProcess(command: SendCommand | StopCommand, reply: Reply): void {
    const answer: Reply = (_, error) => error ? reply(undefined, error) : reply(true);
    const seq = this.#activities.add({ command, reply: answer, waits: true });
    this.#parts.push(scheduleErrand(seq, { command, from: this.#parts.world.process.pid }));
  }

  #isWorkflow({ node, host }: Pid): boolean {
    const { clientId, workerId } = this.#parts.registrations;
    return node === clientId || host === workerId || host === "temporal";
  }
}

/** What a workflow cannot do (spec/temporal-workflows.md §6): names belong to one runtime, links to one side. */
const REFUSALS: Readonly<Record<(WatchCommand | NameCommand)["type"], readonly [name: string, reason?: string]>> = {
  monitor: ["monitor", "child workflows are automatically monitored"],
  unmonitor: ["unmonitor"],
  link: ["link", "Temporal doesn't support bidirectional linking"],
  unlink: ["unlink"],
  register_name: ["registry.register"],
  look_up_name: ["registry.lookup"],
  unregister_name: ["registry.unregister"],
};

function refuse(_: WorkflowExecutor, { type }: WatchCommand | NameCommand, reply: Reply): void {
  const [name, reason] = REFUSALS[type];
  const message = `process.${name} not supported in workflow context${reason === undefined ? "" : `: ${reason}`}`;
  reply(undefined, new ErrorValue(new AppError(message, { kind: "Invalid", retryable: false })));
}
