import assert from "node:assert/strict";
import { Slots } from "./slots.ts";

const { signal } = new AbortController();

Deno.test("Slots.acquire() lets no more in than there are slots, in order", async () => {
  const slots = new Slots(1);
  const entered: number[] = [];
  const release = await slots.acquire(signal);
  const second = slots.acquire(signal).then((release) => (entered.push(2), release));
  const third = slots.acquire(signal).then((release) => (entered.push(3), release));
  await Promise.resolve();
  assert.deepEqual(entered, []);
  release!();
  (await second)!();
  (await third)!();
  assert.deepEqual(entered, [2, 3]);
  assert(await slots.acquire(signal));
});

Deno.test("Slots.acquire() gives nothing once its signal aborted, and loses no slot", async () => {
  const slots = new Slots(1);
  assert.equal(await slots.acquire(AbortSignal.abort()), undefined);
  const release = await slots.acquire(signal);
  const controller = new AbortController();
  const waiting = slots.acquire(controller.signal);
  controller.abort();
  assert.equal(await waiting, undefined);
  release!();
  assert(await slots.acquire(signal));
});
