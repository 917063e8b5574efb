import { deepEqual } from "node:assert/strict";
import { RawServer } from "../support/raw_server.ts";
import { TestLogger, testNamespace, withWorker } from "../support/temporal.ts";
import { until } from "../support/until.ts";

const place = await testNamespace("http-cancel");

Deno.test("an activity that is canceled gives up its request", async () => {
  const asked = Promise.withResolvers<void>();
  await using server = new RawServer(async (connection) => {
    await connection.readHead();
    asked.resolve();
  });
  const logger = new TestLogger();
  const given = {
    logger,
    workflows: {
      "app:caller": `return function(url)
        local watched = require("funcs").new():with_options({ ["activity.heartbeat_timeout"] = "1s" })
        local future = watched:async("app:asks", url)
        process.events():receive()
        future:cancel()
        return { canceled = future:is_canceled() }
      end`,
    },
    activities: {
      "app:asks":
        "return function(url) local _, err = pcall(http_client.get, url) print(err:kind(), err:message()) end",
    },
  };
  await withWorker(place, given, async ({ foreign, taskQueue }) => {
    const args = [`http://${server.address}`];
    const handle = await foreign.workflow.start("app:caller", { taskQueue, workflowId: crypto.randomUUID(), args });
    await asked.promise;
    await handle.cancel();
    await server.deserted();
    await until(() => logger.records.includes("info: Canceled operation canceled"));
    deepEqual(await handle.result(), { canceled: true });
  });
});
