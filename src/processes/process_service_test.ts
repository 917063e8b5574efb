import { ascii } from "../base/mod.ts";
import assert from "node:assert/strict";
import { settle } from "../../tests/support/fake_clock.ts";
import { ProcessScene } from "../../tests/support/process_scene.ts";
import { ProcessService } from "./mod.ts";

async function serviceOf(body: string, host = "app:host") {
  const scene = new ProcessScene({ processes: { "app:p": body } });
  await scene.host.start();
  const { node, logger } = scene;
  const service = new ProcessService({ node, target: "app:p", host, args: [ascii("a"), 1], logger });
  const failures: unknown[] = [];
  service.failed.catch((error) => failures.push(error));
  return { scene, service, failures, logger };
}

Deno.test("ProcessService runs its process with its arguments until it is stopped", async () => {
  const { scene, service, failures, logger } = await serviceOf("print(...) process.events():receive()");
  await service.start();
  await settle();
  assert.deepEqual(logger.records.map(({ message }) => message), ["a 1"]);
  assert.deepEqual(await service.stop(new AbortController().signal), { cut: [] });
  assert.deepEqual([scene.node.size, failures], [0, []]);
  await scene.stop();
});

Deno.test("ProcessService.stop() ends a process that does not obey, and tells so", async () => {
  const { scene, service } = await serviceOf("process.inbox():receive()");
  await service.start();
  const report = await service.stop(AbortSignal.abort());
  assert.deepEqual(report, { cut: ['process "app:p" {local@app:host|0x1}'] });
  await scene.stop();
});

Deno.test("ProcessService fails with its process, for good when somebody ended it", async () => {
  const failing = await serviceOf('error("boom")');
  await failing.service.start();
  await settle();
  assert.match(String(failing.failures[0]), /boom/);
  assert.equal((failing.failures[0] as { retryable: unknown }).retryable, undefined);

  const ended = await serviceOf("process.terminate(process.pid())");
  await ended.service.start();
  await settle();
  assert.deepEqual((ended.failures[0] as { retryable: unknown }).retryable, false);
  for (const { scene, service } of [failing, ended]) {
    assert.deepEqual(await service.stop(new AbortController().signal), { cut: [] });
    await scene.stop();
  }
});

Deno.test("ProcessService has nothing more to do when its process returns", async () => {
  const { scene, service, failures, logger } = await serviceOf("return 1");
  await service.start();
  await settle();
  assert.deepEqual(failures, []);
  assert.deepEqual(logger.records.map(({ message }) => message), ['Process "app:p" has done its work']);
  assert.deepEqual(await service.stop(new AbortController().signal), { cut: [] });
  await scene.stop();
});

Deno.test("ProcessService.start() fails without its host, and can be stopped all the same", async () => {
  const { scene, service } = await serviceOf("", "app:gone");
  await assert.rejects(service.start(), { kind: "NotFound" });
  assert.deepEqual(await service.stop(new AbortController().signal), { cut: [] });
  await scene.stop();
});
