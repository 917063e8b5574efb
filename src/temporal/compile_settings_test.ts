import assert from "node:assert/strict";
import { compileSettings } from "./_compile_settings.ts";
import { workerOptions, type WorkerSettings, workerSettings } from "../settings/mod.ts";

function compile(given: Partial<WorkerSettings>) {
  return compileSettings({ ...workerSettings(workerOptions.parse({}), "q"), ...given });
}

Deno.test("compileSettings() gives each setting to its SDK option", () => {
  const { options, notes } = compile({
    maxConcurrentActivityExecutionSize: 1,
    maxConcurrentActivityTaskPollers: 4,
    maxConcurrentWorkflowTaskPollers: 5,
    workerActivitiesPerSecond: 0.5,
    taskQueueActivitiesPerSecond: 2,
    stickyScheduleToStartTimeout: 6,
    workerStopTimeout: 7,
    maxHeartbeatThrottleInterval: 9,
    defaultHeartbeatThrottleInterval: 10,
  });
  assert.deepEqual(notes, []);
  assert.deepEqual(options, {
    buildId: "lunation",
    workerDeploymentOptions: undefined,
    maxConcurrentActivityTaskExecutions: 1,
    maxConcurrentWorkflowTaskExecutions: 1000,
    maxConcurrentLocalActivityExecutions: 1000,
    activityTaskPollerBehavior: { type: "simple-maximum", maximum: 4 },
    workflowTaskPollerBehavior: { type: "simple-maximum", maximum: 5 },
    maxCachedWorkflows: undefined,
    maxActivitiesPerSecond: 0.5,
    maxTaskQueueActivitiesPerSecond: 2,
    stickyQueueScheduleToStartTimeout: 6,
    shutdownGraceTime: 7,
    maxHeartbeatThrottleInterval: 9,
    defaultHeartbeatThrottleInterval: 10,
  });
});

Deno.test("compileSettings() lets the server's hints decide how many polls there are", () => {
  const { options } = compile({ pollerAutoscaling: { minimum: 2, initial: 3, maximum: 4 } });
  assert.deepEqual(options.activityTaskPollerBehavior, { type: "autoscaling", minimum: 2, initial: 3, maximum: 4 });
});

Deno.test("compileSettings() leaves rates to the SDK when there are none", () => {
  const { options } = compile({});
  assert.equal(options.maxActivitiesPerSecond, undefined);
  assert.equal(options.maxTaskQueueActivitiesPerSecond, undefined);
});

Deno.test("compileSettings() lowers the slots to the size of the cache and says so", () => {
  const { options, notes } = compile({ maxCachedWorkflows: 2 });
  assert.equal(options.maxCachedWorkflows, 2);
  assert.equal(options.maxConcurrentWorkflowTaskExecutions, 2);
  assert.deepEqual(notes, [
    "max_concurrent_workflow_task_execution_size is 2, not 1000: it cannot exceed max_cached_workflows",
  ]);
});

Deno.test("compileSettings() raises a cache of one and a single slot", () => {
  const { options, notes } = compile({ maxCachedWorkflows: 1, maxConcurrentWorkflowTaskExecutionSize: 1 });
  assert.equal(options.maxCachedWorkflows, 2);
  assert.equal(options.maxConcurrentWorkflowTaskExecutions, 2);
  assert.equal(notes.length, 2);
});

Deno.test("compileSettings() runs one task at a time without a cache", () => {
  const { options, notes } = compile({ maxCachedWorkflows: 0, maxConcurrentWorkflowTaskExecutionSize: 1 });
  assert.equal(options.maxConcurrentWorkflowTaskExecutions, 1);
  assert.deepEqual(notes, []);
  const clamped = compile({ maxCachedWorkflows: 0 });
  assert.equal(clamped.options.maxConcurrentWorkflowTaskExecutions, 1);
  assert.deepEqual(clamped.notes, [
    "max_concurrent_workflow_task_execution_size is 1, not 1000: without a cache workflows run one by one",
  ]);
});

Deno.test("compileSettings() makes a deployment version", () => {
  const { options } = compile({
    useVersioning: true,
    deploymentName: "shop",
    buildId: "7",
    defaultVersioningBehavior: "pinned",
  });
  assert.equal(options.buildId, "7");
  assert.deepEqual(options.workerDeploymentOptions, {
    version: { deploymentName: "shop", buildId: "7" },
    useWorkerVersioning: true,
    defaultVersioningBehavior: "PINNED",
  });
});
