import { deepEqual, equal, rejects } from "node:assert/strict";
import { FakeClock } from "../../tests/support/fake_clock.ts";
import { abortable, deadline, onAbort, sleep, within } from "./abort.ts";

const NEVER = new Promise<never>(() => {});

Deno.test("onAbort() calls once when the signal aborts, and at once when it has aborted", () => {
  const calls: string[] = [];
  const controller = new AbortController();
  using _ = onAbort(controller.signal, () => calls.push("later"));
  equal(calls.length, 0);
  controller.abort();
  using _late = onAbort(controller.signal, () => calls.push("at once"));
  deepEqual(calls, ["later", "at once"]);
});

Deno.test("onAbort() calls nothing after it was disposed of", () => {
  const calls: string[] = [];
  const controller = new AbortController();
  {
    using _ = onAbort(controller.signal, () => calls.push("called"));
  }
  controller.abort();
  equal(calls.length, 0);
});

Deno.test("abortable() gives the value of the promise, or throws the signal's reason", async () => {
  const controller = new AbortController();
  equal(await abortable(Promise.resolve(1), controller.signal), 1);
  const waiting = abortable(NEVER, controller.signal);
  controller.abort(new Error("interrupted"));
  await rejects(waiting, { message: "interrupted" });
  await rejects(abortable(NEVER, controller.signal), { message: "interrupted" });
});

Deno.test("abortable() throws the error that the caller makes", async () => {
  const waiting = abortable(NEVER, AbortSignal.abort(), () => new Error("the start was canceled"));
  await rejects(waiting, { message: "the start was canceled" });
});

Deno.test("abortable() ignores a rejection that comes after the abort", async () => {
  const { promise, reject } = Promise.withResolvers<never>();
  await rejects(abortable(promise, AbortSignal.abort(new Error("interrupted"))), { message: "interrupted" });
  reject(new Error("late"));
  await rejects(promise, { message: "late" });
});

Deno.test("deadline() aborts with its reason when the time is over, or with its parent's", async () => {
  const clock = new FakeClock();
  const late = new Error("late");
  using limit = deadline(clock, 1000, late);
  await clock.advance(999);
  equal(limit.signal.aborted, false);
  await clock.advance(1);
  equal(limit.signal.reason, late);

  const parent = new AbortController();
  using child = deadline(clock, 1000, late, parent.signal);
  parent.abort("parent");
  equal(child.signal.reason, "parent");
});

Deno.test("deadline() aborts no more after it was disposed of", async () => {
  const clock = new FakeClock();
  const parent = new AbortController();
  const limit = deadline(clock, 1000, new Error("late"), parent.signal);
  limit[Symbol.dispose]();
  await clock.advance(2000);
  parent.abort();
  equal(limit.signal.aborted, false);
});

Deno.test("within() gives the value of the promise, or undefined when the time is over", async () => {
  const clock = new FakeClock();
  equal(await within(Promise.resolve(1), 1000, clock), 1);
  await rejects(within(Promise.reject(new Error("refused")), 1000, clock), { message: "refused" });
  const waiting = within(NEVER, 1000, clock);
  await clock.advance(1000);
  equal(await waiting, undefined);
});

Deno.test("sleep() waits for its time, or throws the signal's reason", async () => {
  const clock = new FakeClock();
  const controller = new AbortController();
  const whole = sleep(1000, controller.signal, clock);
  await clock.advance(1000);
  await whole;
  const cut = sleep(1000, controller.signal, clock);
  controller.abort(new Error("interrupted"));
  await rejects(cut, { message: "interrupted" });
  await rejects(sleep(1000, controller.signal, clock), { message: "interrupted" });
});
