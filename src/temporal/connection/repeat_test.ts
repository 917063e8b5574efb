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
