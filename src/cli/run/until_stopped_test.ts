import { deepEqual, equal, rejects } from "node:assert/strict";
import type { CliContext } from "../context.ts";
import type { StopSignal } from "../../platform/mod.ts";
import { type Stop, StopRequest, untilStopped } from "./until_stopped.ts";

Deno.test("untilStopped() gives the exit code of work that ends by itself, and listens no longer", async () => {
  const scene = makeScene();
  equal(await untilStopped(scene.context, () => Promise.resolve(7)), 7);
  equal(scene.listeners.size, 0);
  await rejects(untilStopped(scene.context, () => Promise.reject(new Error("bug"))), { message: "bug" });
  equal(scene.listeners.size, 0);
});

Deno.test("untilStopped() asks the work to end at the first signal and leaves the code to it", async () => {
  const scene = makeScene();
  const stopped = untilStopped(scene.context, (stop) => aborted(stop).then(() => 3));
  scene.send("SIGTERM");
  equal(await stopped, 3);
  deepEqual(scene.logs, ["info: Stopping on SIGTERM; a second one ends the program at once"]);
});

Deno.test("untilStopped() ends with 1 at the second signal, whatever the work does", async () => {
  const scene = makeScene();
  const forced: string[] = [];
  const stopped = untilStopped(scene.context, (stop) => {
    stop.onForce(() => forced.push("server killed"));
    return new Promise(() => {});
  });
  scene.send("SIGTERM");
  deepEqual(forced, []);
  scene.send("SIGINT");
  equal(await stopped, 1);
  deepEqual(forced, ["server killed"]);
});

Deno.test("untilStopped() takes one Ctrl-C for one, though npx passes it on again", async () => {
  const scene = makeScene();
  const forced: string[] = [];
  let time = 1000;
  const stopped = untilStopped(scene.context, (stop) => {
    stop.onForce(() => forced.push("server killed"));
    return new Promise(() => {});
  }, () => time);
  scene.send("SIGINT");
  time += 20;
  scene.send("SIGINT");
  deepEqual(forced, []);
  time += 400;
  scene.send("SIGINT");
  equal(await stopped, 1);
  deepEqual(forced, ["server killed"]);
});

Deno.test("untilStopped() takes SIGHUP for a request to stop, and never for a second one", async () => {
  const scene = makeScene();
  const forced: string[] = [];
  const end = Promise.withResolvers<number>();
  const stopped = untilStopped(scene.context, (stop) => {
    stop.onForce(() => forced.push("server killed"));
    return aborted(stop).then(() => end.promise);
  });
  scene.send("SIGHUP");
  scene.send("SIGHUP");
  deepEqual(scene.logs, ["info: Stopping on SIGHUP; SIGTERM ends the program at once"]);
  end.resolve(0);
  equal(await stopped, 0);
  deepEqual(forced, []);
});

async function aborted({ signal }: Stop): Promise<void> {
  await new Promise((resolve) => signal.addEventListener("abort", resolve));
  equal(signal.reason instanceof StopRequest, true);
}

function makeScene() {
  const listeners = new Set<(signal: StopSignal) => void>();
  const logs: string[] = [];
  const listen = (handler: (signal: StopSignal) => void) => {
    listeners.add(handler);
    return () => listeners.delete(handler);
  };
  const logger = {
    log: (level: string, message: string) => void logs.push(`${level}: ${message}`),
    with: () => logger,
  };
  return {
    listeners,
    logs,
    context: { logger, signals: { listen } } as unknown as CliContext,
    send: (signal: StopSignal) => listeners.forEach((listener) => listener(signal)),
  };
}
