import assert from "node:assert/strict";
import { inScene, ProcessScene } from "../../tests/support/process_scene.ts";
import { until } from "../../tests/support/until.ts";
import { encodeJson } from "../base/mod.ts";
import { NO_SPAWN_SETTINGS, SYSTEM_PID } from "../modules/commands/mod.ts";
import { ProcessService } from "./mod.ts";

const START = { args: [], settings: NO_SPAWN_SETTINGS, context: new Map(), from: SYSTEM_PID };

/** What a function gives on a node with a name that is not ASCII, as JSON. */
async function answer(body: string, processes: Record<string, string> = {}): Promise<unknown> {
  const data = await inScene(body, processes, { node: "münchen" });
  return JSON.parse(encodeJson(data ?? null));
}

Deno.test("the log names a process that fails on a node with a name that is not ASCII", async () => {
  const scene = new ProcessScene({
    processes: { "app:bühne": 'print("hallo") error("kaputt: größe")' },
    node: "münchen",
  });
  await scene.host.start();
  await scene.host.spawn({ ...START, target: "app:bühne" });
  await until(() => scene.logger.records.length === 2);
  assert.deepEqual(scene.logger.records.map(({ fields }) => fields.pid), Array(2).fill("{münchen@app:host|0x1}"));
  assert.match(scene.logger.records[1]!.message, /^Process "app:bühne" failed: .*: kaputt: größe$/);
  await scene.stop();
});

Deno.test("a process that is not there is named as its pid was written", async () => {
  const message = "process {münchen@app:host|0x999} not found";
  const call = (name: string, more = "") => `select(2, process.${name}("{münchen@app:host|0x999}"${more})):message()`;
  const calls = [call("send", ', "x"'), call("cancel"), call("terminate")];
  assert.deepEqual(await answer(`return { ${calls.join()} }`), [message, message, message]);
});

Deno.test("hosts and services name the processes that they have cut", async () => {
  const scene = new ProcessScene({ processes: { "app:bühne": "process.inbox():receive()" }, node: "münchen" });
  await scene.host.start();
  const { node, logger } = scene;
  const service = new ProcessService({ node, target: "app:bühne", host: "app:host", args: [], logger });
  await service.start();
  await scene.host.spawn({ ...START, target: "app:bühne" });
  assert.deepEqual(await service.stop(AbortSignal.abort()), { cut: ['process "app:bühne" {münchen@app:host|0x1}'] });
  assert.deepEqual(await scene.stop(), { cut: ['process "app:bühne" {münchen@app:host|0x2}'] });
});

Deno.test("pids, names, topics and reasons that are not ASCII come back as they were", async () => {
  const body = `
    local own, out = process.pid(), {}
    process.registry.register("müller")
    local pid = process.spawn_monitored("app:bühne", "app:host", own)
    local ch = process.listen("grüße", { message = true })
    process.send(pid, "straße", "größe")
    local message = ch:receive()
    out[1], out[2] = message:topic(), message:payload():data()
    out[3], out[4] = message:from() == pid, process.registry.lookup("müller") == own
    process.cancel(pid, "schluß")
    out[5] = ch:receive():payload():data()
    out[6] = select(2, process.registry.register("müller", pid)):message()
    return out`;
  const peer = `
    local owner = ...
    local value = process.listen("straße"):receive()
    process.send("müller", "grüße", value)
    process.send(owner, "grüße", process.events():receive().reason)
    process.inbox():receive()`;
  assert.deepEqual(await answer(body, { "app:bühne": peer }), [
    ...["grüße", "größe", true, true, "schluß"],
    'name "müller" is already registered',
  ]);
});
