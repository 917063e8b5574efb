import type { Workflow, WorkflowCreateOptions, WorkflowCreator } from "@temporalio/worker/lib/workflow/interface.js";
import type { coresdk } from "@temporalio/proto";
import type { LuaProgram } from "../lua/mod.ts";
import { EvictionReason } from "./_enums.ts";
import { LuaWorkflow, type WorkflowSettings } from "./lua_workflow.ts";
import { explainNondeterminism, type Nondeterminism } from "./nondeterminism.ts";
import { failTask } from "./_task_failure.ts";

/** Makes the runs of one worker. */
export class LuaWorkflowCreator implements WorkflowCreator {
  readonly #programs: ReadonlyMap<string, LuaProgram>;
  readonly #settings: WorkflowSettings;
  /** The runs in the cache, by run id. */
  readonly #runs = new Map<string, LuaWorkflow>();
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

  /** Takes note that a run leaves the cache; when its code did not fit its history, the log says so. */
  evicting(runId: string, { reason, message }: coresdk.workflow_activation.IRemoveFromCache): void {
    if (reason === EvictionReason.NONDETERMINISM && this.#runs.has(runId)) {
      const explained = this.explain(runId, message ?? "");
      this.#settings.logger.log("error", `Workflow task failed: ${explained.message}`, { run_id: runId });
    }
    this.#pastActivations += this.#runs.get(runId)?.activations ?? 0;
    this.#runs.delete(runId);
  }

  /** How often core has activated the runs. */
  get activations(): number {
    return [...this.#runs.values()].reduce((sum, run) => sum + run.activations, this.#pastActivations);
  }

  /** Explains core's report that the code of a run in the cache does not fit its history. */
  explain(runId: string, report: string): Nondeterminism {
    const run = this.#runs.get(runId);
    return explainNondeterminism(run?.entryId ?? "?", report, (type) => run?.eventOfActivity(type));
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
