import { deepEqual, equal, ok, rejects } from "node:assert/strict";
import { z } from "zod";
import { appFolder } from "../../tests/support/app_folder.ts";
import { FakeClock, settle } from "../../tests/support/fake_clock.ts";
import type { Component, Logger } from "../base/mod.ts";
import { defaultConfiguration } from "../configuration/mod.ts";
import { type LifecycleBlock, lifecycleSchema } from "../kinds/lifecycle.ts";
import type { Kind } from "../registry/mod.ts";
import type { StateChange } from "../supervisor/mod.ts";
import { load, type LoadedApp, prepare, run, type RunningApp } from "./mod.ts";

/** How the components of one entry behave. */
interface Behaviour {
  /** Milliseconds that a start takes. @default 0 */
  readonly startTime?: number;
  /** Starts that fail before one succeeds. @default 0 */
  readonly failures?: number;
  /** Milliseconds that a component runs before it fails; forever when absent. */
  readonly life?: number;
  /** Milliseconds that a stop takes. @default 0 */
  readonly stopTime?: number;
}

const silent: Logger = { log() {}, with: () => silent };

/** Real loading, graph and supervisor over an application of fake services `{kind: service, lifecycle, …}`. */
class Scene implements AsyncDisposable {
  readonly clock = new FakeClock();
  readonly abort = new AbortController();
  /** What the services went through: `250 app:a starting`, with the time in milliseconds. */
  readonly changes: string[] = [];
  #running: RunningApp | undefined;

  constructor(readonly app: LoadedApp) {}

  /** @param lifecycle YAML of the `lifecycle` of the entry `a` */
  static async of(lifecycle: string, behaviour: Behaviour = {}, more = "", config = {}): Promise<Scene> {
    await using folder = await appFolder({
      "_index.yaml": `namespace: app\nentries:\n  - {name: a, kind: service, lifecycle: ${lifecycle}}\n${more}`,
    });
    const configuration = { ...defaultConfiguration(), ...config };
    const app = await load({ appFolder: folder.path, configuration, kinds: [service as Kind] });
    deepEqual(app.collector.diagnostics.map(({ message }) => message), []);
    const scene = new Scene(app);
    behaviours.set(app, { behaviour, clock: scene.clock });
    return scene;
  }

  /** The ids of what is started. */
  get chosen(): string[] {
    return prepare(this.app).map(({ entry }) => entry.id);
  }

  /** Begins to start; `started` tells how that ends. */
  start(): Promise<void> {
    current = behaviours.get(this.app)!;
    const started = run(this.app, prepare(this.app), {
      logger: silent,
      clock: this.clock,
      signal: this.abort.signal,
      observer: { begins() {}, changed: (change) => this.#note(change) },
    }).then((running) => void (this.#running = running));
    started.catch(() => {});
    return started;
  }

  /** Times in milliseconds at which the entry `a` came into that state. */
  times(state: string, id = "app:a"): number[] {
    return this.changes.filter((change) => change.endsWith(` ${id} ${state}`)).map(Number.parseFloat);
  }

  stop() {
    return this.#running!.stop();
  }

  get failed(): Promise<never> {
    return this.#running!.failed;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.abort.abort(new Error("the test is over"));
    const stopped = this.#running?.stop();
    await this.clock.advance(100_000_000);
    await stopped;
  }

  #note({ id, state }: StateChange): void {
    this.changes.push(`${Number(this.clock.now() / 1_000_000n)} ${id} ${state}`);
  }
}

interface Config {
  readonly lifecycle: LifecycleBlock;
}

const behaviours = new WeakMap<LoadedApp, { behaviour: Behaviour; clock: FakeClock }>();
let current: { behaviour: Behaviour; clock: FakeClock } | undefined;

const service: Kind<Config> = {
  name: "service",
  schema: z.strictObject({ lifecycle: lifecycleSchema }),
  unknownKeys: "error",
  references: () => [],
  create({ entry }) {
    const { behaviour, clock } = current!;
    return Promise.resolve(createService(entry.id === "app:a" ? behaviour : {}, clock));
  },
};

const attempts = new WeakMap<Behaviour, number>();

function createService(behaviour: Behaviour, clock: FakeClock): Component {
  const { startTime = 0, failures = 0, life, stopTime = 0 } = behaviour;
  const { promise: failed, reject: fail } = Promise.withResolvers<never>();
  const wait = (milliseconds: number, signal?: AbortSignal) =>
    milliseconds === 0 ? Promise.resolve() : new Promise<void>((resolve) => {
      const cancel = clock.after(milliseconds, resolve);
      signal?.addEventListener("abort", () => (cancel(), resolve()));
    });
  return {
    failed,
    async start(signal) {
      const attempt = (attempts.get(behaviour) ?? 0) + 1;
      attempts.set(behaviour, attempt);
      await wait(startTime, signal);
      if (attempt <= failures) throw new Error("refused");
      if (life !== undefined && !signal.aborted) clock.after(life, () => fail(new Error("died")));
    },
    async stop(signal) {
      await wait(stopTime, signal);
      return { cut: signal.aborted ? ["the rest"] : [] };
    },
  };
}

Deno.test("run() lifecycle.auto_start starts an entry with the application", async () => {
  deepEqual((await Scene.of("{auto_start: true}")).chosen, ["app:a"]);
  const other = "  - {name: b, kind: service, lifecycle: {auto_start: true}}";
  deepEqual((await Scene.of("{auto_start: false}", {}, other)).chosen, ["app:b"]);
  deepEqual((await Scene.of("{}", {}, other)).chosen, ["app:b"]);
});

Deno.test("run() lifecycle.startup decides whether a start that fails for good fails the whole", async () => {
  const b = "  - {name: b, kind: service, lifecycle: {auto_start: true}}";
  const failing = (startup: string) =>
    Scene.of(`{auto_start: true, ${startup}restart: {max_attempts: 1}}`, { failures: 9 }, b);
  for (const startup of ["", "startup: required, "]) {
    await using scene = await failing(startup);
    await rejects(scene.start(), { message: /^Cannot run "app:a": refused; .*"lifecycle.startup: optional"$/ });
    equal(scene.times("stopped", "app:b").length, 1);
  }
  await using scene = await failing("startup: optional, ");
  await scene.start();
  deepEqual([scene.times("failed"), scene.times("stopped", "app:b")], [[0], []]);
});

for (const field of ["requires", "depends_on"]) {
  for (
    const [form, meta] of [["b", ""], ["{ns: app, name: b}", ""], ["'ns:app'", ""], [
      "'group:g'",
      ", meta: {groups: [g]}",
    ]]
  ) {
    Deno.test(`run() lifecycle.${field}: [${form}] starts that first, stops it after, and starts it along`, async () => {
      const b = `  - {name: b, kind: service, lifecycle: {}${meta}}`;
      await using scene = await Scene.of(`{auto_start: true, ${field}: [${form}]}`, { stopTime: 50 }, b);
      await scene.start();
      const stopping = scene.stop();
      await scene.clock.advance(50);
      await stopping;
      const order = scene.changes.map((change) => change.replace(/^\d+ app:/, ""));
      ok(order.indexOf("b running") < order.indexOf("a starting"), order.join());
      ok(order.indexOf("a stopped") < order.indexOf("b stopping"), order.join());
    });
  }
}

Deno.test("run() lifecycle.start_timeout bounds one attempt", async () => {
  const failed = async (lifecycle: string) => {
    await using scene = await Scene.of(lifecycle, { startTime: 60_000 });
    void scene.start();
    await scene.clock.advance(30_000);
    return scene.times("waiting")[0];
  };
  equal(await failed("{auto_start: true}"), 10_000);
  equal(await failed("{auto_start: true, start_timeout: 2.5s}"), 2500);
});

Deno.test("run() lifecycle.stop_timeout is the grace of a stop", async () => {
  const cutAfter = async (lifecycle: string) => {
    await using scene = await Scene.of(lifecycle, { stopTime: 60_000 });
    await scene.start();
    const stopping = scene.stop();
    await scene.clock.advance(60_000);
    deepEqual((await stopping).cut, ["app:a: the rest"]);
    return scene.times("stopped")[0];
  };
  equal(await cutAfter("{auto_start: true}"), 10_000);
  equal(await cutAfter("{auto_start: true, stop_timeout: 3s}"), 3000);
});

Deno.test("run() shutdown.timeout of the configuration bounds the whole stop", async () => {
  const lifecycle = "{auto_start: true, stop_timeout: 1h}";
  const cutAfter = async (config: { shutdownTimeout?: number }) => {
    await using scene = await Scene.of(lifecycle, { stopTime: 7_200_000 }, "", config);
    await scene.start();
    const stopping = scene.stop();
    await scene.clock.advance(3_600_000);
    deepEqual((await stopping).cut, ["app:a: the rest"]);
    return scene.times("stopped")[0];
  };
  equal(await cutAfter({}), 30_000);
  equal(await cutAfter({ shutdownTimeout: 4000 }), 4000);
});

Deno.test("run() lifecycle.stable_threshold decides when failures count anew", async () => {
  const starts = async (threshold: string) => {
    await using scene = await Scene.of(
      `{auto_start: true, ${threshold}restart: {jitter: 0}}`,
      { life: 6000 },
    );
    await scene.start();
    await scene.clock.advance(22_000);
    return scene.times("starting");
  };
  // Each life counts as stable: the delay stays at its first value.
  deepEqual(await starts(""), [0, 7000, 14_000, 21_000]);
  deepEqual(await starts("stable_threshold: 6001ms, "), [0, 7000, 15_000]);
});

/** Times of the attempts of a service that never starts, with the default policy but for these fields. */
async function attemptsWith(restart: string, until: number): Promise<number[]> {
  await using scene = await Scene.of(`{auto_start: true, restart: {${restart}}}`, { failures: 1000 });
  void scene.start();
  await scene.clock.advance(until);
  return scene.times("starting");
}

Deno.test("run() lifecycle.restart: initial_delay, backoff_factor and max_delay make the delays", async () => {
  deepEqual(await attemptsWith("jitter: 0", 16_000), [0, 1000, 3000, 7000, 15_000]);
  deepEqual(await attemptsWith("jitter: 0, initial_delay: 100ms", 1600), [0, 100, 300, 700, 1500]);
  deepEqual(await attemptsWith("jitter: 0, backoff_factor: 3", 14_000), [0, 1000, 4000, 13_000]);
  deepEqual(await attemptsWith("jitter: 0, max_delay: 2s", 7000), [0, 1000, 3000, 5000, 7000]);
  const [last, before] = (await attemptsWith("jitter: 0", 400_000)).reverse();
  equal(last! - before!, 90_000);
});

Deno.test("run() lifecycle.restart.jitter varies the delays within its fraction, by default a tenth", async () => {
  const within = async (restart: string, fraction: number) => {
    const delays = await Promise.all(
      Array.from({ length: 20 }, async () => (await attemptsWith(`${restart}backoff_factor: 1`, 2000))[1]!),
    );
    ok(delays.every((delay) => Math.abs(delay - 1000) <= fraction * 1000), delays.join());
    ok(new Set(delays).size > 1, "the delays do not vary");
    return delays;
  };
  await within("", 0.1);
  const wide = await within("jitter: 0.9, ", 0.9);
  ok(wide.some((delay) => Math.abs(delay - 1000) > 100), wide.join());
});

Deno.test("run() lifecycle.restart.max_attempts ends the attempts; 0 is unlimited", async () => {
  equal((await attemptsWith("jitter: 0, max_delay: 1s, max_attempts: 3", 60_000)).length, 3);
  equal((await attemptsWith("jitter: 0, max_delay: 1s, max_attempts: 0", 60_000)).length, 61);
});

Deno.test("run() after the start, what fails for good leaves the others alone until nothing is left to do", async () => {
  const b = "  - {name: b, kind: service, lifecycle: {auto_start: true, restart: {max_attempts: 1}}}";
  await using scene = await Scene.of("{auto_start: true, restart: {max_attempts: 1}}", { life: 1000 }, b);
  await scene.start();
  let ended = false;
  scene.failed.catch(() => ended = true);
  await scene.clock.advance(60_000);
  deepEqual([scene.times("failed"), scene.times("stopping", "app:b"), ended], [[1000], [], false]);
  deepEqual((await scene.stop()).failed, ["app:a"]);

  await using alone = await Scene.of("{auto_start: true, restart: {max_attempts: 1}}", { life: 1000 });
  await alone.start();
  await alone.clock.advance(1000);
  await rejects(alone.failed, { message: 'Cannot run "app:a": died' });
});

Deno.test("run() tells each change of state with its reason, and keeps the last ones", async () => {
  await using scene = await Scene.of("{auto_start: true, restart: {jitter: 0}}", { failures: 1 });
  current = behaviours.get(scene.app)!;
  let history: () => readonly StateChange[] = () => [];
  const started = run(scene.app, prepare(scene.app), {
    logger: silent,
    clock: scene.clock,
    signal: scene.abort.signal,
    observer: { begins: (states) => history = () => states()[0]!.history, changed() {} },
  });
  await scene.clock.advance(1000);
  const running = await started;
  await settle();
  deepEqual(
    history().map((
      { from, state, at, reason, isFailure },
    ) => [from, state, Number(at / 1_000_000n), reason, isFailure]),
    [
      ["waiting", "starting", 0, undefined, undefined],
      ["starting", "waiting", 0, "refused; attempt 2 in 1s", true],
      ["waiting", "starting", 1000, undefined, undefined],
      ["starting", "running", 1000, undefined, undefined],
    ],
  );
  await running.stop();
});
