import { DeterminismViolationError } from "@temporalio/workflow";
import type { ReplayWorkerOptions } from "@temporalio/worker";
import type { LuaProgram } from "../lua/mod.ts";
import { explainNondeterminism, LuaWorkflowCreator, type WorkflowSettings } from "../workflow/mod.ts";
import { LuaWorker } from "./lua_worker.ts";
import { installRuntime } from "./_runtime.ts";

/** How a replay ended. Messages are sentences without a full stop and name the entry. */
export type ReplayOutcome =
  | { readonly type: "ok" }
  | { readonly type: "nondeterministic"; readonly message: string; readonly eventId: number | undefined }
  | { readonly type: "failed"; readonly message: string };

/** The parts of a history, as `temporal workflow show -o json` writes it, that we look at ourselves. */
interface HistoryJson {
  readonly events: readonly {
    readonly workflowExecutionStartedEventAttributes?: {
      readonly workflowType?: { readonly name?: string };
      readonly taskQueue?: { readonly name?: string };
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
  installRuntime(settings.logger);
  const started = (history as HistoryJson).events?.[0]?.workflowExecutionStartedEventAttributes;
  if (!started) throw new TypeError("not a workflow history: it does not begin with WorkflowExecutionStarted");
  const type = started.workflowType?.name ?? "";
  const options: ReplayWorkerOptions & { taskQueue?: string } = {
    ...LuaWorker.workflows(new LuaWorkflowCreator(programs, settings)),
    taskQueue: started.taskQueue?.name,
  };
  for await (const { error } of LuaWorker.runReplayHistories(options, [{ workflowId: "replay", history }])) {
    if (!error) return { type: "ok" };
    const report = error.message.replace(/^.*?Details: /s, "");
    if (error instanceof DeterminismViolationError) {
      return { type: "nondeterministic", ...explainNondeterminism(programs.get(type)?.entryId ?? type, report) };
    }
    return { type: "failed", message: report };
  }
  throw new Error("the replay gave no result");
}
