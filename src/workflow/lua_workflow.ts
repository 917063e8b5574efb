import { errorText } from "../base/mod.ts";
import type { SinkCall } from "@temporalio/workflow";
import type { Workflow } from "@temporalio/worker/lib/workflow/interface.js";
import { Fault } from "../lua/api/mod.ts";
import type { LuaProgram } from "../lua/run/mod.ts";
import { describeCommand } from "./_describe_command.ts";
import type { LastTask } from "./nondeterminism.ts";
import { describeFault, failTask } from "./_task_failure.ts";
import type { Activation, Completion, WorkflowCommand } from "./proto.ts";
import { Run } from "./_run.ts";
import { encodeVersioningBehavior } from "./versioning_behavior.ts";
import type { WorkflowSettings } from "./workflow_settings.ts";
import type { RunInfo } from "./workflow_world.ts";

/**
 * One run of a workflow in one Lua state, driven by core's activations (architecture.md §1). What it answers depends on the
 * activations alone: after an eviction core replays the history into a new object.
 */
export class LuaWorkflow implements Workflow {
  readonly entryId: string;
  /** Activations so far. */
  activations = 0;
  readonly #settings: WorkflowSettings;
  readonly #info: RunInfo;
  readonly #run: Run;
  readonly #versioningBehavior: number;
  #lastCommands: readonly WorkflowCommand[] = [];
  /** Why nothing more can be done until core evicts the run. */
  #broken: Completion | undefined;

  constructor(program: LuaProgram, info: RunInfo, settings: WorkflowSettings) {
    this.entryId = program.entryId;
    this.#info = info;
    this.#settings = settings;
    this.#run = new Run(program, info, settings);
    this.#versioningBehavior = encodeVersioningBehavior(settings.versioningBehaviors?.get(info.workflowType));
  }

  /** What the last activation did, for who explains core's reports; keeps nothing of the Lua state. */
  get lastTask(): LastTask {
    const { world, places } = this.#run;
    const commands = this.#lastCommands.map(describeCommand);
    return { entryId: this.entryId, firstEvent: world.firstCommandEvent, commands, places };
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
    this.#run.close();
    return Promise.resolve();
  }

  #activate(activation: Activation): Completion {
    const jobs = activation.jobs ?? [];
    if (jobs[0]?.queryWorkflow) return this.#complete(this.#run.answer(jobs.map((job) => job.queryWorkflow!)));
    const commands = this.#run.advance(activation);
    this.#lastCommands = commands;
    return this.#complete(commands);
  }

  #complete(commands: WorkflowCommand[]): Completion {
    return { runId: this.#info.runId, successful: { commands, versioningBehavior: this.#versioningBehavior } };
  }

  /** A fault, or a bug of ours: the task fails and the server tries again, on a state rebuilt from the history. */
  #break(error: unknown): Completion {
    const message = error instanceof Fault
      ? describeFault(this.entryId, error)
      : `workflow "${this.entryId}": internal error: ${errorText(error)}`;
    const stack = error instanceof Fault
      ? error.luaStack.join("\n")
      : (error instanceof Error ? error.stack : undefined);
    const { workflowId, runId } = this.#info;
    this.#settings.logger.log("error", `Workflow task failed: ${message}`, { workflow_id: workflowId, run_id: runId });
    this.#broken = failTask(runId, message, stack);
    this.#run.close();
    return this.#broken;
  }
}
