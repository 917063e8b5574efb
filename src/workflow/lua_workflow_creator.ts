import type { Workflow, WorkflowCreateOptions, WorkflowCreator } from "@temporalio/worker/lib/workflow/interface.js";
import type { coresdk } from "@temporalio/proto";
import type { LuaProgram } from "../lua/mod.ts";
import { EvictionReason } from "./_enums.ts";
import { LuaWorkflow, type WorkflowSettings } from "./lua_workflow.ts";
import { explainNondeterminism } from "./nondeterminism.ts";
import { failTask } from "./_task_failure.ts";

/** Makes the runs of one worker. */
export class LuaWorkflowCreator implements WorkflowCreator {
  readonly #programs: ReadonlyMap<string, LuaProgram>;
  readonly #settings: WorkflowSettings;
  /** Entries of the runs in the cache, by run id. */
  readonly #entries = new Map<string, string>();

  /** @param programs by workflow type */
  constructor(programs: ReadonlyMap<string, LuaProgram>, settings: WorkflowSettings) {
    this.#programs = programs;
    this.#settings = settings;
  }

  createWorkflow({ info }: WorkflowCreateOptions): Promise<Workflow> {
    const program = this.#programs.get(info.workflowType);
    if (!program) return Promise.resolve(this.#unknownWorkflow(info.workflowType));
    this.#entries.set(info.runId, program.entryId);
    const { workflowId, runId, workflowType, taskQueue, namespace, attempt } = info;
    const run = { workflowId, runId, workflowType, taskQueue, namespace, attempt };
    return Promise.resolve(new LuaWorkflow(program, run, this.#settings));
  }

  destroy(): Promise<void> {
    return Promise.resolve();
  }

  /** Takes note that a run leaves the cache; when its code did not fit its history, the log says so. */
  evicting(runId: string, { reason, message }: coresdk.workflow_activation.IRemoveFromCache): void {
    const entryId = this.#entries.get(runId);
    this.#entries.delete(runId);
    if (entryId === undefined || reason !== EvictionReason.NONDETERMINISM) return;
    const { logger } = this.#settings;
    logger.log("error", `Workflow task failed: ${explainNondeterminism(entryId, message ?? "").message}`, {
      run_id: runId,
    });
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
