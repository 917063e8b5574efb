import { DeterminismViolationError } from "@temporalio/workflow";
import type { ReplayWorkerOptions } from "@temporalio/worker";
import { errorsOnly } from "../base/mod.ts";
import type { LuaProgram } from "../lua/run/mod.ts";
import { LuaWorkflowCreator, type Nondeterminism, readReport, type WorkflowSettings } from "../workflow/mod.ts";
import { LuaWorker } from "./lua_worker.ts";
import { installRuntime } from "./_runtime.ts";

/** How a replay ended. Messages are sentences without a full stop and name the entry. */
export type ReplayOutcome =
  | { readonly type: "ok" }
  | { readonly type: "nondeterministic" } & Nondeterminism
  | { readonly type: "failed"; readonly message: string };

/** The parts of a history, as `temporal workflow show -o json` writes it, that we look at ourselves. */
interface HistoryJson {
  readonly events: readonly {
    readonly workflowExecutionStartedEventAttributes?: {
      readonly taskQueue?: { readonly name?: string };
      readonly workflowId?: string;
    };
  }[];
}

/**
 * Runs a recorded history against the code as it is now; nothing is sent anywhere.
 *
 * @param programs by workflow type
 * @param history parsed JSON of `temporal workflow show -o json`
 * @returns `nondeterministic`, naming entry and event, when the code would have done something else than it did
 * @throws {TypeError} when `history` is none
 */
export async function replayHistory(
  programs: ReadonlyMap<string, LuaProgram>,
  history: unknown,
  settings: WorkflowSettings,
): Promise<ReplayOutcome> {
  // Core warns, some time later, of what the outcome says.
  installRuntime(errorsOnly(settings.logger));
  const started = (history as HistoryJson).events?.[0]?.workflowExecutionStartedEventAttributes;
  if (!started) throw new TypeError("not a workflow history: it does not begin with WorkflowExecutionStarted");
  const workflowId = started.workflowId ?? "replayed";
  const creator = new LuaWorkflowCreator(programs, settings);
  const options: ReplayWorkerOptions & { taskQueue?: string } = {
    ...LuaWorker.workflows(creator),
    taskQueue: started.taskQueue?.name,
  };
  for await (const { error, runId } of LuaWorker.runReplayHistories(options, [{ workflowId, history }])) {
    if (!error) return { type: "ok" };
    const report = error.message.replace(/^.*?Details: /s, "");
    if (error instanceof DeterminismViolationError) {
      const explained = creator.explain(runId, report);
      if (explained) return { type: "nondeterministic", ...explained };
    }
    return { type: "failed", message: readReport(report) };
  }
  throw new Error("the replay gave no result");
}
