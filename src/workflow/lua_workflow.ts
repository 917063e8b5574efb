import type { SinkCall } from "@temporalio/workflow";
import type { Workflow } from "@temporalio/worker/lib/workflow/interface.js";
import { AppError, type Data, type Logger } from "../base/mod.ts";
import {
  errorOf,
  Fault,
  fromData,
  type Instance,
  instantiate,
  type LuaEngine,
  type LuaModule,
  type LuaProgram,
  type LuaValue,
  resultOf,
} from "../lua/mod.ts";
import type { LastTask } from "./nondeterminism.ts";
import { answerQuery } from "./_answer_query.ts";
import { deliveryOrder } from "./_delivery_order.ts";
import { describeFault, failTask } from "./_task_failure.ts";
import type { Activation, Completion, InitializeWorkflow, Job, WorkflowCommand } from "./_proto.ts";
import { fromPayload, toPayload } from "./payload.ts";
import { toFailure } from "./to_failure.ts";
import { encodeVersioningBehavior, type VersioningBehavior } from "./versioning_behavior.ts";
import { WorkflowInterpreter } from "./workflow_interpreter.ts";
import { type RunInfo, WorkflowWorld } from "./workflow_world.ts";

/** What all runs of one worker share. */
export interface WorkflowSettings {
  readonly engine: LuaEngine;
  /** Modules that every script has. */
  readonly globals: readonly LuaModule[];
  /** Milliseconds that a workflow task may run without yielding. */
  readonly deadlockTimeout: number;
  readonly logger: Logger;
  /** `print` also when history is replayed. */
  readonly printInReplay: boolean;
  readonly disableEagerActivities: boolean;
  /** What becomes of runs when there is a newer build, by workflow type; the worker's default counts for others. */
  readonly versioningBehaviors?: ReadonlyMap<string, VersioningBehavior>;
  /** Options that an entry gives to calls of it (contract/temporal-activities.md §4). */
  callOptions(entryId: string): ReadonlyMap<string, Data> | undefined;
}

/**
 * One run of a workflow in one Lua state, driven by core's activations (design.md §1). What it answers depends on the
 * activations alone: after an eviction core replays the history into a new object.
 */
export class LuaWorkflow implements Workflow {
  readonly #program: LuaProgram;
  readonly #settings: WorkflowSettings;
  readonly #world: WorkflowWorld;
  readonly #interpreter: WorkflowInterpreter;
  readonly #run: RunInfo;
  #instance: Instance | undefined;
  /** Activations so far. */
  activations = 0;
  readonly #versioningBehavior: number;
  #cancelRequested = false;
  #lastCommands: readonly WorkflowCommand[] = [];
  /** Why nothing more can be done until core evicts the run. */
  #broken: Completion | undefined;

  constructor(program: LuaProgram, run: RunInfo, settings: WorkflowSettings) {
    this.#program = program;
    this.#run = run;
    this.#settings = settings;
    this.#world = new WorkflowWorld(program.entryId, run, settings.logger, settings.printInReplay);
    this.#versioningBehavior = encodeVersioningBehavior(settings.versioningBehaviors?.get(run.workflowType));
    this.#interpreter = new WorkflowInterpreter({
      taskQueue: run.taskQueue,
      disableEagerExecution: settings.disableEagerActivities,
      callOptions: settings.callOptions,
    });
  }

  get entryId(): string {
    return this.#program.entryId;
  }

  /** What the last activation did, for who explains core's reports; keeps nothing of the Lua state. */
  get lastTask(): LastTask {
    const types = this.#lastCommands.map((command) => command.scheduleActivity?.activityType ?? undefined);
    return { entryId: this.entryId, firstEvent: this.#world.firstCommandEvent, activityTypes: types };
  }

  activate(activation: Activation): Promise<Completion> {
    this.activations++;
    try {
      return Promise.resolve(this.#broken ?? this.#activate(activation));
    } catch (error) {
      return Promise.resolve(this.#break(error));
    }
  }

  getAndResetSinkCalls(): Promise<SinkCall[]> {
    return Promise.resolve([]);
  }

  dispose(): Promise<void> {
    this.#close();
    return Promise.resolve();
  }

  #activate(activation: Activation): Completion {
    this.#world.beginTask(activation);
    const jobs = activation.jobs ?? [];
    if (jobs[0]?.queryWorkflow) {
      return this.#complete(jobs.map((job) => answerQuery(job.queryWorkflow!, this.#instance?.scheduler)));
    }
    this.#instance?.context.state.startTurn();
    for (const job of deliveryOrder(jobs, this.#interpreter)) this.#apply(job);
    this.#resume();
    const commands = this.#interpreter.takeCommands();
    this.#lastCommands = commands;
    return this.#complete(commands);
  }

  #complete(commands: WorkflowCommand[]): Completion {
    return { runId: this.#run.runId, successful: { commands, versioningBehavior: this.#versioningBehavior } };
  }

  /** Signals have no reader yet: core keeps them in the history. */
  #apply(job: Job): void {
    if (job.initializeWorkflow) this.#start(job.initializeWorkflow);
    else if (job.updateRandomSeed?.randomnessSeed) this.#world.reseed(job.updateRandomSeed.randomnessSeed);
    else if (job.cancelWorkflow) this.#cancelRequested = true;
    else if (job.fireTimer) this.#interpreter.timerFired(job.fireTimer.seq ?? 0);
    else if (job.resolveActivity) this.#resolveActivity(job.resolveActivity);
    else if (job.doUpdate) {
      const error = new AppError(`unknown update: ${job.doUpdate.name}`, { kind: "Invalid", retryable: false });
      const { protocolInstanceId } = job.doUpdate;
      this.#interpreter.push({ updateResponse: { protocolInstanceId, rejected: toFailure(error) } });
    }
  }

  #start(init: InitializeWorkflow): void {
    const { engine, globals, deadlockTimeout } = this.#settings;
    if (init.randomnessSeed) this.#world.reseed(init.randomnessSeed);
    this.#endOnError(() => {
      const args = (init.arguments ?? []).map(fromPayload);
      this.#instance = instantiate(this.#program, {
        engine,
        globals,
        world: this.#world,
        interpreter: this.#interpreter,
        budget: { mode: "deadline", milliseconds: deadlockTimeout },
      });
      const { context, scheduler, entry } = this.#instance;
      scheduler.spawn(entry, args.map((arg) => arg === undefined ? undefined : fromData(arg, context.state)));
    });
  }

  #resolveActivity({ seq, result }: NonNullable<Job["resolveActivity"]>): void {
    if (this.#instance) this.#interpreter.activityResolved(seq ?? 0, result ?? {}, this.#instance.context.state);
  }

  #resume(): void {
    const outcome = this.#instance?.scheduler.run();
    switch (outcome?.type) {
      case "returned":
        return this.#endOnError(() => this.#succeed(outcome.values));
      case "raised":
        return this.#fail(errorOf(outcome.value, outcome.traceback));
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

  /** contract/temporal-workflows.md §11.2: an error closes the run, it is no failure of the task. */
  #fail(error: AppError): void {
    const canceled = this.#cancelRequested && error.kind === "Canceled";
    this.#end(canceled ? { cancelWorkflowExecution: {} } : { failWorkflowExecution: { failure: toFailure(error) } });
  }

  #endOnError(action: () => void): void {
    try {
      action();
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      this.#fail(error);
    }
  }

  #end(command: WorkflowCommand): void {
    this.#interpreter.push(command);
    this.#close();
  }

  /** A fault, or a bug of ours: the task fails and the server tries again, on a state rebuilt from the history. */
  #break(error: unknown): Completion {
    const message = error instanceof Fault
      ? describeFault(this.entryId, error)
      : `workflow "${this.entryId}": internal error: ${error instanceof Error ? error.message : String(error)}`;
    const stack = error instanceof Fault
      ? error.luaStack.join("\n")
      : (error instanceof Error ? error.stack : undefined);
    const { workflowId, runId } = this.#run;
    this.#settings.logger.log("error", `Workflow task failed: ${message}`, { workflow_id: workflowId, run_id: runId });
    this.#broken = failTask(runId, message, stack);
    this.#close();
    return this.#broken;
  }

  #close(): void {
    this.#instance?.context.state.close();
    this.#instance = undefined;
  }
}
