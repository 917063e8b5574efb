import type { Workflow, WorkflowCreateOptions, WorkflowCreator } from "@temporalio/worker/lib/workflow/interface.js";
import type { LuaProgram } from "../lua/run/mod.ts";
import { LuaWorkflow } from "./lua_workflow.ts";
import { explainNondeterminism, type LastTask, type Nondeterminism } from "./nondeterminism.ts";
import { failTask } from "./_task_failure.ts";
import type { WorkflowSettings } from "./workflow_settings.ts";

/** How many runs that have left the cache are known: more than leave it while a record of core's log waits. */
const REMEMBERED = 1000;

/** Makes the runs of one worker. */
export class LuaWorkflowCreator implements WorkflowCreator {
  readonly #programs: ReadonlyMap<string, LuaProgram>;
  readonly #settings: WorkflowSettings;
  /** The runs in the cache, by run id. */
  readonly #runs = new Map<string, LuaWorkflow>();
  /** What the runs did that have left the cache lately: core's reports of them may still be under way. */
  readonly #left = new Map<string, LastTask>();
  /** Of the runs that have left the cache. */
  #pastActivations = 0;

  /** @param programs by workflow type */
  constructor(programs: ReadonlyMap<string, LuaProgram>, settings: WorkflowSettings) {
    this.#programs = programs;
    this.#settings = settings;
  }

  createWorkflow({ info }: WorkflowCreateOptions): Promise<Workflow> {
    const program = this.#programs.get(info.workflowType);
    if (!program) return Promise.resolve(this.#unknownWorkflow(info.workflowType));
    const { workflowId, runId, workflowType, taskQueue, namespace, attempt } = info;
    const run = { workflowId, runId, workflowType, taskQueue, namespace, attempt };
    const workflow = new LuaWorkflow(program, run, this.#settings);
    this.#runs.set(runId, workflow);
    return Promise.resolve(workflow);
  }

  destroy(): Promise<void> {
    return Promise.resolve();
  }

  /** Takes note that a run leaves the cache. */
  evicting(runId: string): void {
    const run = this.#runs.get(runId);
    if (!run) return;
    this.#pastActivations += run.activations;
    this.#runs.delete(runId);
    this.#left.delete(runId);
    this.#left.set(runId, run.lastTask);
    if (this.#left.size > REMEMBERED) this.#left.delete(this.#left.keys().next().value!);
  }

  /** How often core has activated the runs. */
  get activations(): number {
    return [...this.#runs.values()].reduce((sum, run) => sum + run.activations, this.#pastActivations);
  }

  /**
   * Explains core's report that the code of a run does not fit its history.
   *
   * @returns undefined for a run that is not in the cache, nor has left it lately
   */
  explain(runId: string, report: string): Nondeterminism | undefined {
    const task = this.#runs.get(runId)?.lastTask ?? this.#left.get(runId);
    return task && explainNondeterminism(task, report);
  }

  /** Fails every task of a workflow that no entry implements, so that it goes on as soon as one does. */
  #unknownWorkflow(type: string): Workflow {
    const known = [...this.#programs.keys()].sort().map((name) => `"${name}"`).join(", ");
    const message = `unknown workflow type "${type}"; this worker knows ${known || "none"}`;
    return {
      activate: ({ runId }) => {
        this.#settings.logger.log("error", `Workflow task failed: ${message}`, { run_id: runId });
        return Promise.resolve(failTask(runId ?? "", message));
      },
      getAndResetSinkCalls: () => Promise.resolve([]),
      dispose: () => Promise.resolve(),
    };
  }
}
