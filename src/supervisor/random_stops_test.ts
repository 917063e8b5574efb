import assert from "node:assert/strict";
import fc from "fast-check";
import { FakeClock, settle } from "../../tests/support/fake_clock.ts";
import { randomSettings } from "../../tests/support/random_settings.ts";
import type { Component, Logger, StopReport } from "../base/mod.ts";
import type { Service } from "./service.ts";
import { Supervisor } from "./supervisor.ts";

const SHUTDOWN_TIMEOUT = 30_000;
/** Milliseconds after the shutdown timeout in which everything is cut. */
const CUTTING = 2000;

/** How long a component takes to stop: milliseconds, until it is cut, or for ever. */
type Stopping = number | "cut" | "never";

interface Part {
  readonly kind: "client" | "worker" | "service" | "host";
  /** Numbers of others; those before it in the order of starts become its needs. */
  readonly dependsOn: readonly number[];
  /** Its place in the order of starts. */
  readonly rank: number;
  readonly startTime: number;
  readonly stopping: Stopping;
}

const part: fc.Arbitrary<Part> = fc.record({
  kind: fc.constantFrom("client", "worker", "service", "host"),
  dependsOn: fc.array(fc.nat(9), { maxLength: 3 }),
  rank: fc.nat(),
  startTime: fc.constantFrom(0, 0, 0, 500, 20_000),
  stopping: fc.oneof(fc.nat(9000), fc.constantFrom<Stopping>(0, 0, "cut", "never")),
});

/** Starts and ends of stops, in the order in which they happened, with their times. */
type Events = { readonly id: string; readonly what: "stops" | "stopped"; readonly at: number }[];

/** The services of an application: workers and hosts may use each client, whatever the `depends_on` of any says. */
function servicesOf(parts: readonly Part[], clock: FakeClock, events: Events): Service[] {
  const id = (number: number) => `${parts[number]!.kind} ${number}`;
  const clients = parts.flatMap(({ kind }, number) => kind === "client" ? [id(number)] : []);
  const isBefore = (a: number, b: number) => parts[a]!.rank < parts[b]!.rank;
  return parts.map(({ kind, dependsOn, startTime, stopping }, number) => ({
    id: id(number),
    needs: [...new Set(dependsOn)].filter((other) => other < parts.length && isBefore(other, number)).map(id),
    uses: kind === "worker" || kind === "host" ? clients : [],
    lifecycle: {
      startup: "required",
      startTimeout: 60_000,
      stopTimeout: 10_000,
      stableThreshold: 5000,
      restart: { initialDelay: 1000, maxDelay: 90_000, backoffFactor: 2, jitter: 0, maxAttempts: 0 },
    },
    create: () => Promise.resolve(component(id(number), startTime, stopping, clock, events)),
  }));
}

function component(id: string, startTime: number, stopping: Stopping, clock: FakeClock, events: Events): Component {
  const note = (what: "stops" | "stopped") => void events.push({ id, what, at: Number(clock.now() / 1_000_000n) });
  const stopped = (): StopReport => (note("stopped"), { cut: [] });
  return {
    failed: new Promise(() => {}),
    start: () => new Promise((resolve) => void (startTime === 0 ? resolve() : clock.after(startTime, resolve))),
    stop(grace) {
      note("stops");
      return new Promise((resolve) => {
        if (stopping === 0) resolve(stopped());
        else if (typeof stopping === "number") clock.after(stopping, () => resolve(stopped()));
        else if (stopping === "cut" && grace.aborted) resolve(stopped());
        else if (stopping === "cut") grace.addEventListener("abort", () => resolve(stopped()));
      });
    },
  };
}

function checkOrder(services: readonly Service[], events: Events, stopAt: number): void {
  for (const { id, needs } of services) {
    const begun = events.findIndex((event) => event.id === id && event.what === "stops");
    if (begun < 0) continue;
    // It is over when it says so, or when its own time is: 10 s and one more to cut.
    const end = events.findIndex((event) => event.id === id && event.what === "stopped");
    for (const need of needs) {
      const next = events.findIndex((event) => event.id === need && event.what === "stops");
      if (next < 0 || events[next]!.at >= Math.min(events[begun]!.at + 11_000, stopAt + SHUTDOWN_TIMEOUT)) continue;
      assert(end >= 0 && end < next, `${need} stopped before ${id}, which needs it`);
    }
  }
}

Deno.test("Supervisor.stop() ends in its time and in the order of the needs, whatever depends on what", async () => {
  const graphs = fc.array(part, { minLength: 1, maxLength: 10 });
  await fc.assert(
    fc.asyncProperty(graphs, fc.constantFrom(0, 300, 60_000), async (parts, runTime) => {
      const clock = new FakeClock();
      const events: Events = [];
      const services = servicesOf(parts, clock, events);
      const logger: Logger = { log: () => {}, with: () => logger };
      const options = { clock, logger, random: () => 0.5, shutdownTimeout: SHUTDOWN_TIMEOUT };
      const supervisor = new Supervisor(services, options);
      supervisor.start(new AbortController().signal).catch(() => {});
      await clock.advance(runTime);
      const stopAt = Number(clock.now() / 1_000_000n);
      let hasEnded = false;
      const stopping = supervisor.stop().finally(() => hasEnded = true);
      await clock.advance(SHUTDOWN_TIMEOUT + CUTTING);
      await settle();
      assert(hasEnded, "the stop is over");
      checkOrder(services, events, stopAt);
      const { cut } = await stopping;
      const gone = (id: string) => events.some((event) => event.id === id && event.what === "stops");
      parts.forEach(({ kind, stopping }, number) => {
        const id = `${kind} ${number}`;
        if (stopping === "never" && gone(id)) assert(cut.some((work) => work.startsWith(`${id}: `)), `${id} is told`);
      });
    }),
    randomSettings(),
  );
});

Deno.test("Supervisor.stop() ends at once when users of a service are what it needs", async () => {
  const clock = new FakeClock();
  const parts: Part[] = [
    { kind: "worker", dependsOn: [], rank: 0, startTime: 0, stopping: 0 },
    { kind: "client", dependsOn: [0], rank: 1, startTime: 0, stopping: 0 },
    { kind: "host", dependsOn: [], rank: 0, startTime: 0, stopping: 0 },
    { kind: "client", dependsOn: [2], rank: 1, startTime: 0, stopping: 0 },
    { kind: "client", dependsOn: [], rank: 0, startTime: 0, stopping: 0 },
  ];
  const events: Events = [];
  const logger: Logger = { log: () => {}, with: () => logger };
  const options = { clock, logger, random: () => 0.5, shutdownTimeout: SHUTDOWN_TIMEOUT };
  const services = servicesOf(parts, clock, events);
  const supervisor = new Supervisor(services, options);
  await supervisor.start(new AbortController().signal);
  const { drained, cut } = await supervisor.stop();
  assert.deepEqual([drained.length, cut], [5, []]);
  const order = events.filter(({ what }) => what === "stops").map(({ id }) => id);
  assert(order.indexOf("client 1") < order.indexOf("worker 0"));
  assert(order.indexOf("client 3") < order.indexOf("host 2"));
  assert.equal(order.at(-1), "client 4");
  assert.equal(clock.pending, 0);
});
