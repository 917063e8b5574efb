import { deepEqual } from "node:assert/strict";
import { workerOptions } from "./worker_options.ts";
import { workerSettings } from "./worker_settings.ts";

Deno.test("workerSettings() names every option in camelCase and keeps its value", () => {
  const options = workerOptions.parse({
    identity: "me",
    max_cached_workflows: 3,
    poller_autoscaling: { minimum: 2 },
    worker_stop_timeout: "5s",
  });
  const { taskQueue, ...settings } = workerSettings(options, "orders");
  deepEqual(taskQueue, "orders");
  deepEqual(
    Object.keys(settings),
    Object.keys(options).map((name) => name.replace(/_./g, (at) => at[1]!.toUpperCase())),
  );
  deepEqual(Object.values(settings), Object.values(options));
  deepEqual([settings.identity, settings.maxCachedWorkflows, settings.workerStopTimeout], ["me", 3, 5000]);
});
