import { AppError, orError, toByteString } from "../base/mod.ts";
import { errorOf, fromData, type LuaState, type LuaValue, resultOf } from "../lua/api/mod.ts";
import { type Instance, instantiate, type LuaProgram } from "../lua/run/mod.ts";
import { cancelEvent, formatPid, Mailbox, SYSTEM_PID } from "../modules/commands/mod.ts";
import { answerQuery } from "./messages/answer_query.ts";
import { carriedMessages, carryMessages } from "./messages/carried_messages.ts";
import { applyJobs, type JobReceiver } from "./_core_jobs.ts";
import { contextHeaders, readContext, readSender } from "./payload/context_headers.ts";
import type { Activation, InitializeWorkflow, Query, Signal, Update, WorkflowCommand } from "./proto.ts";
import type { RunParts } from "./run_parts.ts";
import { Updates } from "./messages/updates.ts";
import { fromPayload, toPayload } from "./payload/payload.ts";
import { RunControl } from "./run_control.ts";
import { toFailure } from "./payload/to_failure.ts";
import { type Continuation, WorkflowExecutor } from "./workflow_executor.ts";
import type { WorkflowSettings } from "./workflow_settings.ts";
import { type RunInfo, WorkflowWorld } from "./workflow_world.ts";

/** What bounds how long the script runs without waiting, unless its entry does. */
const DEADLOCK_SETTING = "worker_options.deadlock_detection_timeout";
/** The beginning of a frame that has a line: `order.lua:12: in …`. */
const PLACE_REGEXP = /^.*?:\d+(?=: )/;

/** One run of a workflow: applies the jobs of activations to a Lua state and collects the commands that it gives. */
export class Run implements JobReceiver {
  readonly world: WorkflowWorld;
  readonly control: RunControl;
  readonly executor: WorkflowExecutor;
  readonly #program: LuaProgram;
  readonly #settings: WorkflowSettings;
  readonly #parts: RunParts;
  readonly #mailbox = new Mailbox();
  readonly #updates: Updates;
  #instance: Instance | undefined;
  #commands: WorkflowCommand[] = [];
  #cancelRequested = false;
  /** Whether the script has run at all. */
  #hasBegun = false;
  #hasEnded = false;
  #lastPlaces: readonly string[] = [];

  constructor(program: LuaProgram, info: RunInfo, settings: WorkflowSettings) {
    const { registrations, logger, enableLoggingInReplay } = settings;
    this.#program = program;
    this.#settings = settings;
    const pid = formatPid({ node: registrations.clientId, host: registrations.workerId, unique: info.workflowId });
    const process = { pid, mailbox: this.#mailbox };
    this.world = new WorkflowWorld({ entryId: program.entryId, info, process, logger, enableLoggingInReplay });
    this.#parts = { info, world: this.world, registrations, push: (command) => void this.#commands.push(command) };
    this.#updates = new Updates(this.#parts);
    this.control = new RunControl(this.#parts, this.#updates);
    this.world.workflow = this.control;
    const defaults = { taskQueue: info.taskQueue, disableEagerActivities: settings.disableEagerActivities };
    this.executor = new WorkflowExecutor(this.#parts, defaults, this.#updates);
  }

  /** The script's state; undefined before the start and when the run has been closed. */
  get state(): LuaState | undefined {
    return this.#instance?.context.state;
  }

  /** Whether the run has given its last command, or has been closed. */
  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  /** Where the coroutines stand, or stood when the run was closed in the middle of a replay, oldest first, as `order.lua:12`. */
  get places(): readonly string[] {
    if (!this.#instance || this.#hasEnded) return this.#lastPlaces;
    const tracebacks = this.#instance.scheduler.tracebacks();
    const places = tracebacks.map((frames) => frames.map((frame) => PLACE_REGEXP.exec(frame)?.[0]).find(Boolean));
    return places.filter((place) => place !== undefined);
  }

  /** Answers queries, which change nothing. */
  answer(queries: readonly Query[]): WorkflowCommand[] {
    const { info } = this.#parts;
    const queried = { info, mailbox: this.#mailbox, control: this.control, context: this.#instance?.context };
    return queries.map((query) => this.world.aside(() => answerQuery(query, queried)));
  }

  /** Takes the jobs of an activation and runs the script until it is blocked; gives the commands. */
  advance(activation: Activation): WorkflowCommand[] {
    this.world.beginTask(activation);
    this.#commands = [];
    this.#instance?.context.state.startTurn();
    applyJobs(activation.jobs ?? [], this);
    if (!this.#hasEnded) this.#resume();
    if (!this.#hasEnded) this.#updates.admitWaiting();
    return this.#commands;
  }

  /** Frees the Lua state. Only who replays can part from the history, and be asked where. */
  close(): void {
    if (this.world.isReplaying) this.#lastPlaces = this.places;
    this.#instance?.context.state.close();
    this.#instance = undefined;
    this.#hasEnded = true;
  }

  /** Makes the script's state and its main coroutine; a chunk that raises an error fails the run. */
  start(init: InitializeWorkflow): void {
    const { globals, deadlockDetectionTimeout } = this.#settings;
    if (init.randomnessSeed) this.world.reseed(init.randomnessSeed);
    this.world.contextValues = readContext(init.headers);
    this.#endOnError(() => {
      const args = (init.arguments ?? []).map(fromPayload);
      this.#instance = instantiate(this.#program, {
        globals,
        world: this.world,
        executor: this.executor,
        budget: { mode: "deadline", milliseconds: deadlockDetectionTimeout, setting: DEADLOCK_SETTING },
      });
      const { context, scheduler, entry } = this.#instance;
      this.executor.attach(context.state);
      for (const message of carriedMessages(init.headers)) this.#mailbox.deliver(message, context.state);
      scheduler.spawn(entry, args.map((arg) => arg === undefined ? undefined : fromData(arg, context.state)));
    });
  }

  /** Hands a signal to the inbox; one that cannot be decoded is dropped with a warning. */
  signal({ signalName, input, headers }: Signal, state: LuaState): void {
    const payloads = orError(() => (input ?? []).map((payload) => fromPayload(payload) ?? null));
    if (payloads instanceof AppError) {
      this.world.log("warn", `Signal "${signalName}" dropped: ${payloads.message}`, {});
      return;
    }
    this.#mailbox.deliver({ topic: signalName ?? "", from: readSender(headers), payloads }, state);
  }

  /** spec/temporal-workflows.md §5, §11.2: the script hears of it, and decides. */
  requestCancel(reason: string, state: LuaState): void {
    this.#cancelRequested = true;
    const at = new Date(Number(this.world.now() / 1_000_000n)).toISOString();
    this.#mailbox.addEvent(cancelEvent(SYSTEM_PID, toByteString(at), reason, state));
  }

  /** Hands an update to its handler or to the inbox. */
  update(job: Update): void {
    if (this.#instance) this.#updates.deliver(job, this.#instance.context, !this.#hasBegun);
  }

  #resume(): void {
    const instance = this.#instance;
    if (!instance) return;
    this.#hasBegun = true;
    let outcome = instance.scheduler.run();
    while (outcome.type === "blocked" && this.#updates.dispatch(instance.context)) outcome = instance.scheduler.run();
    switch (outcome.type) {
      case "returned":
        return this.#endOnError(() => this.#succeed(outcome.values));
      case "raised":
        return this.#fail(errorOf(outcome.value, outcome.traceback));
      case "stopped":
        return this.#endOnError(() => this.#continue(this.executor.continuation!));
      case "faulted":
        throw outcome.fault;
      case "preempted":
        throw new Error("a workflow was preempted");
    }
  }

  #succeed(values: LuaValue[]): void {
    const result = resultOf(values);
    this.#end({ completeWorkflowExecution: { result: result === undefined ? undefined : toPayload(result) } });
  }

  /** spec/temporal-workflows.md §11.2: an error closes the run, it is no failure of the task. */
  #fail(error: AppError): void {
    const canceled = this.#cancelRequested && error.kind === "Canceled";
    this.#end(canceled ? { cancelWorkflowExecution: {} } : { failWorkflowExecution: { failure: toFailure(error) } });
  }

  /** spec/temporal-workflows.md §10: the next run gets what the script of this one has not read. */
  #continue({ target, args }: Continuation): void {
    const { info, registrations } = this.#parts;
    const unread = this.#mailbox.undelivered().filter((message) => !this.#updates.isUpdate(message));
    this.#end({
      continueAsNewWorkflowExecution: {
        workflowType: target === undefined ? info.workflowType : registrations.workflowType(target),
        taskQueue: info.taskQueue,
        arguments: args.map(toPayload),
        headers: { ...contextHeaders(this.world.contextValues), ...carryMessages(unread) },
      },
    });
  }

  #endOnError(action: () => void): void {
    const error = orError(action);
    if (error instanceof AppError) this.#fail(error);
  }

  #end(command: WorkflowCommand): void {
    this.#parts.push(command);
    this.#hasEnded = true;
  }
}
