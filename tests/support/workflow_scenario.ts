import assert from "node:assert/strict";
import type { WorkflowHandle, WorkflowStartOptions } from "@temporalio/client";
import { replayHistory } from "../../src/temporal/mod.ts";
import { historiesOf, type HistoryJson } from "./histories_of.ts";
import { compile, type Place, type Running, type TestWorker, withWorker, workflowSettings } from "./temporal.ts";

/** A worker and the workflows that a test starts on it. */
export interface Scenario extends Running {
  /** Starts a workflow, with a random id unless one is given; its history is replayed when the test is over. */
  start(type: string, options?: Partial<WorkflowStartOptions>): Promise<WorkflowHandle>;
  /** Starts a workflow and waits for its result. */
  run(type: string, ...args: unknown[]): Promise<unknown>;
}

/**
 * Runs `body` with a worker that keeps workflows in its cache, again with one that replays every task, and each time replays
 * the histories of all that was started, their later runs included. With `LUNATION_RECORD=folder` the histories are kept
 * there with their sources, in the form of tests/histories/capabilities.
 */
export async function withScenario(
  place: Place,
  given: TestWorker,
  body: (scenario: Scenario) => Promise<void>,
): Promise<void> {
  for (const maxCachedWorkflows of [undefined, 0]) {
    await withWorker(place, { ...given, settings: { ...given.settings, maxCachedWorkflows } }, async (running) => {
      const started: WorkflowHandle[] = [];
      const start: Scenario["start"] = async (type, options) => {
        const { taskQueue } = running;
        const handle = await running.foreign.workflow.start(type, {
          taskQueue,
          workflowId: crypto.randomUUID(),
          ...options,
        });
        started.push(handle);
        return handle;
      };
      const run: Scenario["run"] = async (type, ...args) => await (await start(type, { args })).result();
      await body({ ...running, start, run });
      for (const { workflowId } of started) await replayRuns(running, workflowId, given);
    });
  }
}

async function replayRuns({ foreign }: Running, workflowId: string, { workflows = {} }: TestWorker): Promise<void> {
  const programs = new Map(Object.entries(workflows).map(([id, source]) => [id, compile(id, source)]));
  for (const history of await historiesOf(foreign, workflowId)) {
    const outcome = await replayHistory(programs, history, workflowSettings());
    assert.deepEqual(outcome, { type: "ok" }, `replay of ${workflowId}`);
    await record(history, workflows);
  }
}

async function record(history: HistoryJson, sources: Readonly<Record<string, string>>): Promise<void> {
  const root = Deno.env.get("LUNATION_RECORD");
  const type = history.events[0]?.workflowExecutionStartedEventAttributes.workflowType.name.split(":")[1];
  if (!root) return;
  const folder = `${root}/${type}-${history.events.length}-${crypto.randomUUID().slice(0, 4)}`;
  await Deno.mkdir(folder, { recursive: true });
  await Deno.writeTextFile(`${folder}/history.json`, JSON.stringify(history, undefined, 1));
  for (const [id, source] of Object.entries(sources)) {
    await Deno.writeTextFile(`${folder}/${id.split(":")[1]}.lua`, source);
  }
}
