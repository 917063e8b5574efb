import type { Workflow, WorkflowCreateOptions } from "@temporalio/worker/lib/workflow/interface.js";
import type { LuaProgram } from "../../../src/lua/run/mod.ts";
import { LuaWorker } from "../../../src/temporal/lua_worker.ts";
import { LuaWorkflowCreator } from "../../../src/workflow/mod.ts";
import { workflowSettings } from "../../support/temporal.ts";

type Completion = Awaited<ReturnType<Workflow["activate"]>>;

/** Keeps what the last task of its runs did. */
class Recorder extends LuaWorkflowCreator {
  last: Completion | undefined;

  override async createWorkflow(options: WorkflowCreateOptions): Promise<Workflow> {
    const workflow = await super.createWorkflow(options);
    const activate = workflow.activate.bind(workflow);
    workflow.activate = async (activation) => {
      const completion = await activate(activation);
      if (completion.successful?.commands?.length) this.last = completion;
      return completion;
    };
    return workflow;
  }
}

/**
 * Replays a history, and gives the values with which the run ends in the replay: its result, or the arguments of the next
 * run. Core compares only what is done, not the values.
 *
 * @throws when the replay breaks
 */
export async function replayedEnd(type: string, program: LuaProgram, history: unknown): Promise<string[]> {
  const recorder = new Recorder(new Map([[type, program]]), workflowSettings());
  const histories = [{ workflowId: "replayed", history }];
  for await (const { error } of LuaWorker.runReplayHistories(LuaWorker.workflows(recorder), histories)) {
    if (error) throw error;
  }
  const end = recorder.last?.successful?.commands?.at(-1);
  const result = end?.completeWorkflowExecution?.result;
  const payloads = result ? [result] : end?.continueAsNewWorkflowExecution?.arguments ?? [];
  return payloads.map(({ data }) => new TextDecoder().decode(data ?? undefined));
}

/** The same values as the history has them. */
export function recordedEnd(history: { readonly events: readonly object[] }): string[] {
  const { workflowExecutionCompletedEventAttributes: completed, workflowExecutionContinuedAsNewEventAttributes: next } =
    history.events.at(-1) as Record<string, { result?: Payloads; input?: Payloads } | undefined>;
  const { payloads } = completed?.result ?? next?.input ?? { payloads: [] };
  return payloads.map(({ data }) => new TextDecoder().decode(Uint8Array.from(atob(data), (c) => c.charCodeAt(0))));
}

interface Payloads {
  readonly payloads: readonly { readonly data: string }[];
}
