import { deepEqual, equal, match, rejects } from "node:assert/strict";
import { FakeClock, settle } from "../../tests/support/fake_clock.ts";
import { AppError, type Component, type Logger, type StopReport } from "../base/mod.ts";
import type { Lifecycle, RestartPolicy } from "./lifecycle.ts";
import type { Service } from "./service.ts";
import { StartError, Supervisor, type SupervisorOptions } from "./supervisor.ts";

const restart: RestartPolicy = { initialDelay: 1000, maxDelay: 90_000, backoffFactor: 2, jitter: 0, maxAttempts: 0 };
const lifecycle: Lifecycle = {
  startup: "required",
  startTimeout: 10_000,
  stopTimeout: 10_000,
  stableThreshold: 5000,
  restart,
};
const NEVER = new Promise<never>(() => {});

/** What one component does; each lets a test decide how starts and stops end. */
interface Behaviour {
  start?: (signal: AbortSignal, attempt: number) => Promise<void>;
  stop?: (signal: AbortSignal) => Promise<StopReport>;
}

/** A supervisor over fakes that record what happens in which order. */
class Scene {
  readonly clock = new FakeClock();
  readonly events: string[] = [];
  readonly logs: string[] = [];
  readonly services: Service[] = [];
  /** Kills the component that runs now, by id. */
  readonly kill = new Map<string, (error: Error) => void>();
  readonly abort = new AbortController();

  add(id: string, needs: string[] = [], behaviour: Behaviour = {}, changes: Partial<Lifecycle> = {}): this {
    let attempt = 0;
    const create = (): Promise<Component> => {
      const number = ++attempt;
      const { promise: failed, reject } = Promise.withResolvers<never>();
      const start = async (signal: AbortSignal) => {
        this.events.push(`start ${id}`);
        await behaviour.start?.(signal, number);
        this.events.push(`started ${id}`);
        this.kill.set(id, reject);
      };
      const stop = async (signal: AbortSignal) => {
        this.events.push(`stop ${id}`);
        const report = await behaviour.stop?.(signal) ?? { cut: [] };
        this.events.push(`stopped ${id}`);
        return report;
      };
      return Promise.resolve({ start, stop, failed });
    };
    this.services.push({ id, needs, lifecycle: { ...lifecycle, ...changes }, create });
    return this;
  }

  supervise(changes: Partial<SupervisorOptions> = {}): Supervisor {
    const logger: Logger = {
      log: (level, message) => void (level !== "debug" && this.logs.push(`${level}: ${message}`)),
      with: () => logger,
    };
    const { clock } = this;
    return new Supervisor(this.services, { clock, logger, random: () => 0.5, shutdownTimeout: 30_000, ...changes });
  }

  start(supervisor: Supervisor): Promise<void> {
    const started = supervisor.start(this.abort.signal);
    started.catch(() => {});
    return started;
  }

  /** The events since the last call. */
  take(): string[] {
    return this.events.splice(0);
  }
}

function failing(times: number, error: Error = new Error("connection refused")): Behaviour {
  return { start: (_signal, attempt) => attempt <= times ? Promise.reject(error) : Promise.resolve() };
}

Deno.test("Supervisor starts needs first and independent services in parallel, and stops in reverse", async () => {
  const scene = new Scene().add("worker_a", ["client"]).add("client").add("worker_b", ["client"]);
  const supervisor = scene.supervise();
  await supervisor.start(scene.abort.signal);
  deepEqual(scene.take(), [
    "start client",
    "started client",
    "start worker_a",
    "start worker_b",
    "started worker_a",
    "started worker_b",
  ]);

  const report = await supervisor.stop();
  const events = scene.take();
  deepEqual(events.slice(0, 2), ["stop worker_a", "stop worker_b"]);
  deepEqual(events.slice(-2), ["stop client", "stopped client"]);
  deepEqual(report, { drained: ["worker_a", "client", "worker_b"], cut: [], failed: [] });
  equal(scene.clock.pending, 0);
});

Deno.test("Supervisor stops a service after those that may use it, which neither wait for it nor fall with it", async () => {
  const slow = Promise.withResolvers<StopReport>();
  const scene = new Scene().add("client", [], failing(1)).add("host", [], { stop: () => slow.promise });
  scene.services[1] = { ...scene.services[1]!, uses: ["client", "one that does not run"] };
  const supervisor = scene.supervise();
  const started = scene.start(supervisor);
  await settle();
  deepEqual(scene.take(), ["start client", "start host", "started host"]);
  await scene.clock.advance(1000);
  await started;
  deepEqual(scene.take(), ["start client", "started client"]);

  const stopping = supervisor.stop();
  await settle();
  deepEqual(scene.take(), ["stop host"]);
  slow.resolve({ cut: [] });
  await stopping;
  deepEqual(scene.take(), ["stopped host", "stop client", "stopped client"]);
});

Deno.test("Supervisor hands a service the running components of its needs and no others", async () => {
  const scene = new Scene().add("client").add("other");
  const seen: unknown[] = [];
  let client: Component | undefined;
  const [first, second] = scene.services as [Service, Service];
  const watched: Service = { ...first, create: async (need) => client = await first.create(need) };
  const worker: Service = {
    ...second,
    id: "worker",
    needs: ["client"],
    create: (need) => {
      seen.push(need("client"));
      need("other");
      return second.create(need);
    },
  };
  scene.services.splice(0, 2, watched, second, worker);
  const supervisor = scene.supervise();
  await rejects(supervisor.start(scene.abort.signal), {
    message: /^Cannot run "worker": "worker" uses "other", which is none of its running needs; /,
  });
  equal(seen.length, 1);
  equal(seen[0], client);
});

Deno.test("Supervisor refuses a need that is no service", () => {
  const scene = new Scene().add("worker", ["client"]);
  try {
    scene.supervise();
  } catch (error) {
    equal((error as Error).message, '"worker" needs "client", which is no service');
    return;
  }
  throw new Error("nothing was thrown");
});

Deno.test("Supervisor retries a failing start with growing delays, logging each attempt, with a new component", async () => {
  const scene = new Scene().add("client", [], failing(3)).add("worker", ["client"]);
  const supervisor = scene.supervise();
  const started = scene.start(supervisor);
  await scene.clock.advance(999);
  deepEqual(scene.take(), ["start client"]);
  await scene.clock.advance(1);
  deepEqual(scene.take(), ["start client"]);
  await scene.clock.advance(1999);
  deepEqual(scene.take(), []);
  await scene.clock.advance(1 + 4000);
  await started;
  deepEqual(scene.take(), ["start client", "start client", "started client", "start worker", "started worker"]);
  deepEqual(scene.logs, [
    'warn: Cannot run "client": connection refused; attempt 2 in 1s',
    'warn: Cannot run "client": connection refused; attempt 3 in 2s',
    'warn: Cannot run "client": connection refused; attempt 4 in 4s',
  ]);
  await supervisor.stop();
});

Deno.test("Supervisor gives up after max_attempts, undoes what had started and keeps the first error", async () => {
  const broken = failing(9, new Error("no such queue"));
  const late: Behaviour = { stop: () => Promise.reject(new Error("stop failed too")) };
  const scene = new Scene().add("client", [], late)
    .add("worker", ["client"], broken, { restart: { ...restart, maxAttempts: 2 } });
  const supervisor = scene.supervise();
  const started = scene.start(supervisor);
  await scene.clock.advance(1000);
  await rejects(started, { message: 'Cannot run "worker": no such queue' });
  deepEqual(scene.take(), ["start client", "started client", "start worker", "start worker", "stop client"]);
  equal(scene.clock.pending, 0);
});

Deno.test("Supervisor does not retry an error that says it is final", async () => {
  const denied = new AppError("key refused", { kind: "PermissionDenied", retryable: false });
  const scene = new Scene().add("client", [], failing(9, denied)).add("worker", ["client"]);
  await rejects(scene.start(scene.supervise()), { message: 'Cannot run "client": key refused' });
  deepEqual(scene.take(), ["start client"]);
  deepEqual(scene.logs, [
    'error: Gave up on "client": key refused',
    'error: Gave up on "worker": it needs "client", which failed',
  ]);
});

Deno.test("Supervisor says how the others could start without the one that failed, when there are others", async () => {
  const wayOut = '; to start the others without it, give it and what needs it "lifecycle.startup: optional"';
  const denied = failing(9, new AppError("key refused", { kind: "PermissionDenied", retryable: false }));
  const messageOf = async (scene: Scene) => {
    const error = await scene.start(scene.supervise()).then(() => undefined, (error: Error) => error);
    return error?.message;
  };
  const alone = () => new Scene().add("client", [], denied).add("worker", ["client"]);
  equal(await messageOf(alone()), 'Cannot run "client": key refused');
  equal(await messageOf(alone().add("other")), `Cannot run "client": key refused${wayOut}`);
});

Deno.test("Supervisor gives up a first start when the boot timeout would pass before the next attempt", async () => {
  const scene = new Scene().add("client", [], failing(99));
  const started = scene.start(scene.supervise({ bootTimeout: 5000 }));
  await scene.clock.advance(3000);
  await rejects(started, { message: 'Cannot run "client": connection refused' });
  deepEqual(scene.take(), ["start client", "start client", "start client"]);
});

Deno.test("Supervisor bounds each attempt by start_timeout and cuts the abandoned component", async () => {
  const scene = new Scene().add("client", [], {
    start: (_signal, attempt) => attempt === 1 ? NEVER : Promise.resolve(),
  });
  const supervisor = scene.supervise();
  const started = scene.start(supervisor);
  await scene.clock.advance(10_000);
  deepEqual(scene.take(), ["start client", "stop client", "stopped client"]);
  deepEqual(scene.logs, ['warn: Cannot run "client": not started within 10s; attempt 2 in 1s']);
  await scene.clock.advance(1000);
  await started;
  await supervisor.stop();
});

Deno.test("Supervisor undoes everything when the start is called off", async () => {
  const scene = new Scene().add("client").add("worker", ["client"], { start: () => NEVER });
  const started = scene.start(scene.supervise());
  await settle();
  scene.take();
  scene.abort.abort(new Error("interrupted"));
  await rejects(started, { message: "interrupted" });
  deepEqual(scene.take(), ["stop worker", "stopped worker", "stop client", "stopped client"]);
  equal(scene.clock.pending, 0);
});

Deno.test("Supervisor tells what undoing a start has cut", async () => {
  const busy: Behaviour = { stop: () => Promise.resolve({ cut: ["activity app:charge of order-1"] }) };
  const denied = failing(9, new AppError("key refused", { kind: "PermissionDenied", retryable: false }));
  const scene = new Scene().add("worker", [], busy).add("client", [], denied);
  const error = await scene.start(scene.supervise()).then(() => undefined, (error: unknown) => error);
  deepEqual(error instanceof StartError && error.report, {
    drained: [],
    cut: ["worker: activity app:charge of order-1"],
    failed: ["client"],
  });
});

Deno.test("Supervisor goes on without an optional service and keeps trying it", async () => {
  const scene = new Scene().add("metrics", [], failing(1), { startup: "optional" })
    .add("dashboard", ["metrics"], {}, { startup: "optional" }).add("client");
  const supervisor = scene.supervise();
  await supervisor.start(scene.abort.signal);
  deepEqual(scene.take(), ["start metrics", "start client", "started client"]);
  await scene.clock.advance(1000);
  deepEqual(scene.take(), ["start metrics", "started metrics", "start dashboard", "started dashboard"]);
  await supervisor.stop();
});

Deno.test("Supervisor does not fail when an optional service fails for good", async () => {
  const scene = new Scene().add("client").add("metrics", [], failing(9), {
    startup: "optional",
    restart: { ...restart, maxAttempts: 1 },
  });
  const supervisor = scene.supervise();
  await supervisor.start(scene.abort.signal);
  deepEqual(scene.logs, ['warn: Gave up on "metrics": connection refused']);
  deepEqual((await supervisor.stop()).drained, ["client"]);
});

Deno.test("Supervisor restarts a component that dies, and its dependants around it", async () => {
  const scene = new Scene().add("client").add("worker", ["client"]).add("other");
  const supervisor = scene.supervise();
  await supervisor.start(scene.abort.signal);
  scene.take();
  scene.kill.get("client")!(new Error("connection lost"));
  await settle();
  deepEqual(scene.take(), ["stop worker", "stopped worker", "stop client", "stopped client"]);
  await scene.clock.advance(1000);
  deepEqual(scene.take(), ["start client", "started client", "start worker", "started worker"]);
  deepEqual(scene.logs, [
    'error: "client" failed: connection lost',
    'warn: Cannot run "client": connection lost; attempt 2 in 1s',
  ]);
  await supervisor.stop();
});

Deno.test("Supervisor leaves the needs of a dead component alone", async () => {
  const scene = new Scene().add("client").add("worker", ["client"]);
  const supervisor = scene.supervise();
  await supervisor.start(scene.abort.signal);
  scene.take();
  scene.kill.get("worker")!(new Error("poll failed"));
  await scene.clock.advance(1000);
  deepEqual(scene.take(), ["stop worker", "stopped worker", "start worker", "started worker"]);
  await supervisor.stop();
});

Deno.test("Supervisor counts failures anew after a stable run, and on before it", async () => {
  const scene = new Scene().add("client", [], {}, { restart: { ...restart, maxAttempts: 2 } });
  const supervisor = scene.supervise();
  await supervisor.start(scene.abort.signal);
  for (let round = 0; round < 3; round++) {
    await scene.clock.advance(5000);
    scene.kill.get("client")!(new Error("connection lost"));
    await scene.clock.advance(1000);
  }
  deepEqual(scene.logs.filter((line) => line.includes("Gave up")), []);
  await scene.clock.advance(1000);
  scene.kill.get("client")!(new Error("lost again"));
  await rejects(supervisor.failed, { message: 'Cannot run "client": lost again' });
  await supervisor.stop();
});

Deno.test("Supervisor.stop() aborts the stop of a component after stop_timeout and reports what it cut", async () => {
  const worker: Behaviour = {
    stop: (signal) =>
      new Promise((resolve) =>
        signal.addEventListener("abort", () => resolve({ cut: ["activity app:charge of order-1"] }))
      ),
  };
  const scene = new Scene().add("client").add("worker", ["client"], worker);
  const supervisor = scene.supervise();
  await supervisor.start(scene.abort.signal);
  scene.take();
  const stopping = supervisor.stop();
  await scene.clock.advance(9999);
  deepEqual(scene.take(), ["stop worker"]);
  await scene.clock.advance(1);
  deepEqual(await stopping, { drained: ["client"], cut: ["worker: activity app:charge of order-1"], failed: [] });
  deepEqual(scene.take(), ["stopped worker", "stop client", "stopped client"]);
});

Deno.test("Supervisor.stop() goes on without a component that ignores the end of its grace", async () => {
  const scene = new Scene().add("client").add("worker", ["client"], { stop: () => NEVER });
  const supervisor = scene.supervise();
  await supervisor.start(scene.abort.signal);
  const stopping = supervisor.stop();
  await scene.clock.advance(11_000);
  deepEqual(await stopping, { drained: ["client"], cut: ["worker: it did not stop within 10s"], failed: [] });
});

Deno.test("Supervisor.stop() bounds the whole by the shutdown timeout", async () => {
  const slow: Behaviour = { stop: () => NEVER };
  const scene = new Scene().add("a", [], slow).add("b", ["a"], slow).add("c", ["b"], slow);
  const supervisor = scene.supervise({ shutdownTimeout: 12_000 });
  await supervisor.start(scene.abort.signal);
  const stopping = supervisor.stop();
  await scene.clock.advance(14_000);
  const { cut, drained } = await stopping;
  deepEqual(drained, []);
  equal(cut.length, 3);
  equal(scene.clock.pending, 0);
});

Deno.test("Supervisor.stop() reports a component whose stop fails", async () => {
  const scene = new Scene().add("client", [], { stop: () => Promise.reject(new Error("socket is gone")) });
  const supervisor = scene.supervise();
  await supervisor.start(scene.abort.signal);
  const { cut } = await supervisor.stop();
  match(cut.join(), /^client: stopping it failed: socket is gone$/);
});

Deno.test("Supervisor.stop() is safe before the start and twice", async () => {
  const scene = new Scene().add("client");
  const supervisor = scene.supervise();
  const first = supervisor.stop();
  equal(supervisor.stop(), first);
  deepEqual(await first, { drained: [], cut: [], failed: [] });
  deepEqual(scene.take(), []);
});

Deno.test("Supervisor.stop() ends the wait for the next attempt", async () => {
  const scene = new Scene().add("client", [], failing(99));
  const supervisor = scene.supervise();
  const started = scene.start(supervisor);
  await settle();
  scene.abort.abort(new Error("interrupted"));
  await rejects(started, { message: "interrupted" });
  equal(scene.clock.pending, 0);
});
