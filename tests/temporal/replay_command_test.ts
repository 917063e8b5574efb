import assert from "node:assert/strict";
import { main } from "../../src/cli/mod.ts";
import { appFolder } from "../support/app_folder.ts";
import { testNamespace, withWorker } from "../support/temporal.ts";
import { testHost } from "../support/test_host.ts";
import { until } from "../support/until.ts";

const place = await testNamespace("replays");

const APP = `version: "1.0"
namespace: app
entries:
  - {name: client, kind: temporal.client, address: "${place.address}", namespace: ${place.namespace}}
  - {name: worker, kind: temporal.worker, client: app:client, task_queue: any}
  - {name: steps, kind: workflow.lua, source: file://steps.lua, method: main, modules: [time], meta: {temporal: {workflow: {worker: app:worker}}}}
`;

/** Runs the program and gives what it prints. */
async function lunation(...args: string[]): Promise<{ exit: number; stdout: string; stderr: string }> {
  const { host, written } = testHost();
  const exit = await main(args, host);
  return { exit, ...written };
}

Deno.test("lunation replay --query replays executions of the server, also those that go on", async () => {
  const source = `return { main = function() time.sleep("10ms") process.inbox():receive() end }`;
  const recorded = source.replace("return", `local time = require("time") return`);
  await withWorker(place, { workflows: { "app:steps": recorded } }, async ({ foreign, taskQueue }) => {
    const workflowId = crypto.randomUUID();
    const handle = await foreign.workflow.start("app:steps", { taskQueue, workflowId });
    await until(async () => (await foreign.workflow.count("WorkflowType = 'app:steps'")).count === 1);
    await until(async () => (await handle.fetchHistory()).events?.some((event) => event.timerFiredEventAttributes));
    await handle.query("pid");
    const query = ["replay", "--query", "WorkflowType = 'app:steps'", "--app"];
    {
      await using app = await appFolder({ "_index.yaml": APP, "steps.lua": source });
      const { exit, stdout, stderr } = await lunation(...query, app.path);
      assert.equal(stdout, `ok      ${workflowId} ${handle.firstExecutionRunId}\n1 history, 0 broken\n`, stderr);
      assert.equal(exit, 0);
    }
    {
      await using app = await appFolder({
        "_index.yaml": APP,
        "steps.lua": source.replace("time.sleep", "workflow_sleep"),
      });
      const { exit, stdout } = await lunation(...query, app.path);
      assert.equal(exit, 1);
      assert.match(stdout, /^broken {2}[^ ]+ [^ ]+\n {8}workflow "app:steps" is nondeterministic: /);
    }
    const bad = await (async () => {
      await using app = await appFolder({ "_index.yaml": APP, "steps.lua": source });
      return await lunation("replay", "--query", "this is no query", "--app", app.path);
    })();
    assert.equal(bad.exit, 1);
    assert.match(bad.stderr, /^error: cannot fetch histories: /);
    await handle.terminate();
  });
});
