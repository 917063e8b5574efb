import { deepEqual, equal } from "node:assert/strict";
import { FakeClock } from "../../../tests/support/fake_clock.ts";
import { repeat } from "./repeat.ts";

Deno.test("repeat() does its work again after each interval, and never twice at once", async () => {
  const clock = new FakeClock();
  let ends: (() => void)[] = [];
  let times = 0;
  const repeated = repeat(clock, 100, () => {
    times++;
    return new Promise<void>((resolve) => ends.push(resolve));
  });
  await clock.advance(99);
  equal(times, 0);
  await clock.advance(1000);
  equal(times, 1);
  ends[0]!();
  await clock.advance(100);
  equal(times, 2);
  const stopped = repeated.stop();
  ends[1]!();
  await stopped;
  ends = [];
  await clock.advance(1000);
  deepEqual([times, clock.pending], [2, 0]);
});

Deno.test("repeat() tells its work when it is to stop", async () => {
  const clock = new FakeClock();
  let signal: AbortSignal | undefined;
  const repeated = repeat(clock, 100, (given) => {
    signal = given;
    return new Promise<void>((resolve) => given.addEventListener("abort", () => resolve()));
  });
  await clock.advance(100);
  equal(signal?.aborted, false);
  await repeated.stop();
  equal(signal?.aborted, true);
});

Deno.test("repeat() lets its work say when it is done next, and does it soon when asked to", async () => {
  const clock = new FakeClock();
  let times = 0;
  const repeated = repeat(clock, 100, () => Promise.resolve(++times === 1 ? 10 : undefined));
  const after = async (milliseconds: number) => {
    await clock.advance(milliseconds);
    return times;
  };
  deepEqual([await after(100), await after(9), await after(1), await after(99)], [1, 1, 2, 2]);
  repeated.soon();
  repeated.soon();
  deepEqual([await after(99), await after(1)], [3, 4]);
  await repeated.stop();
  repeated.soon();
  deepEqual([await after(1000), clock.pending], [4, 0]);
});
