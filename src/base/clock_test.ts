import assert from "node:assert/strict";
import { systemClock } from "./clock.ts";

Deno.test("systemClock.after() calls once; its cancel function prevents the call", async () => {
  const calls: string[] = [];
  const cancel = systemClock.after(0, () => calls.push("canceled"));
  cancel();
  await new Promise<void>((resolve) => systemClock.after(1, () => (calls.push("kept"), resolve())));
  assert.deepEqual(calls, ["kept"]);
});

Deno.test("systemClock.after() does not fire early when the wait exceeds what setTimeout can hold", async () => {
  let fired = false;
  const cancel = systemClock.after(2 ** 31 + 1000, () => fired = true);
  await new Promise((resolve) => setTimeout(resolve, 5));
  cancel();
  assert.equal(fired, false);
});
