import { LuaWorkflowCreator } from "../../src/workflow/mod.ts";
import { TestLogger, withWorker } from "../support/temporal.ts";
import type { DyingWorkerPlan } from "./_dying_worker.ts";

/*
 * A worker in a process of its own, which the plan in its first argument describes. It begins with the first byte of its
 * input, and prints what its scripts print.
 */

const { place, taskQueue, workflows, activities, dies }: DyingWorkerPlan = JSON.parse(Deno.args[0]!);

/** Kills the process when the workflow has made up its mind, and nobody was told yet. */
function dieAt({ type, activation: last }: NonNullable<DyingWorkerPlan["dies"]>): void {
  const { createWorkflow } = LuaWorkflowCreator.prototype;
  LuaWorkflowCreator.prototype.createWorkflow = async function (options) {
    const workflow = await createWorkflow.call(this, options);
    if (options.info.workflowType !== type) return workflow;
    const activate = workflow.activate.bind(workflow);
    let activations = 0;
    workflow.activate = async (activation) => {
      const completion = await activate(activation);
      const isEviction = activation.jobs?.some((job) => job.removeFromCache) ?? false;
      if (activations++ >= last && !activation.isReplaying && !isEviction) Deno.kill(Deno.pid, "SIGKILL");
      return completion;
    };
    return workflow;
  };
}

/** Prints what scripts print, at once. */
class Printer extends TestLogger {
  override log(level: string, message: string): void {
    if (level === "info") Deno.stdout.writeSync(new TextEncoder().encode(`${message}\n`));
  }
}

if (dies) dieAt(dies);
await Deno.stdin.read(new Uint8Array(1));
const given = {
  workflows,
  activities,
  settings: { taskQueue, stickyScheduleToStartTimeout: 500 },
  logger: new Printer(),
};
await withWorker(place, given, async () => {
  await Deno.stdin.read(new Uint8Array(1));
});
