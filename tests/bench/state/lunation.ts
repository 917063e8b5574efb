import { LuaWorker } from "../../../src/temporal/lua_worker.ts";
import { LuaWorkflowCreator } from "../../../src/workflow/mod.ts";
import { compile, withWorker, workflowSettings } from "../../support/temporal.ts";
import { measureState } from "./driver.mjs";
import type { StatePlan } from "./plan.ts";

const WORKFLOWS = {
  "app:idle": `return function() process.listen("n"):receive() end`,
  "app:counts": `
    return function(last)
      local numbers, sum = process.listen("n"), 0
      while sum < last do sum = sum + numbers:receive() end
      return sum
    end`,
  "app:steps": `
    local funcs = require("funcs")
    return function(count)
      local sum = 0
      for i = 1, count do sum = sum + funcs.call("app:echo", 1) end
      return sum
    end`,
};

/** Replays the history of the workflow with the steps so many times. */
async function replay(history: unknown, count: number): Promise<void> {
  const programs = new Map([["app:steps", compile("app:steps", WORKFLOWS["app:steps"])]]);
  const options = LuaWorker.workflows(new LuaWorkflowCreator(programs, workflowSettings()));
  const histories = Array.from({ length: count }, (_, index) => ({ workflowId: `replay-${index}`, history }));
  for await (const { error } of LuaWorker.runReplayHistories(options, histories)) if (error) throw error;
}

/** The workflows of this benchmark on Lunation. Prints one measurement. */
async function main(plan: StatePlan): Promise<void> {
  const given = {
    workflows: WORKFLOWS,
    activities: { "app:echo": `return function(value) return value end` },
    settings: { taskQueue: `lunation-${Deno.pid}`, maxCachedWorkflows: 2 * plan.idle },
  };
  await withWorker({ address: plan.address, namespace: "default" }, given, async ({ foreign, worker, taskQueue }) => {
    const cached = () => worker.status().cachedWorkflows;
    console.log(JSON.stringify(await measureState({ client: foreign, taskQueue, cached, replay }, plan)));
    Deno.exit();
  });
}

await main(JSON.parse(Deno.args[0]!));
