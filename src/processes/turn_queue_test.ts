import assert from "node:assert/strict";
import { TurnQueue } from "./turn_queue.ts";

/** Works for a while. */
function work(milliseconds: number): void {
  for (const end = performance.now() + milliseconds; performance.now() < end;);
}

Deno.test("TurnQueue runs turns in their order, those that turns add too", async () => {
  const turns = new TurnQueue();
  const ran: string[] = [];
  await new Promise<void>((resolve) => {
    turns.enqueue(() => {
      ran.push("a");
      turns.enqueue(() => (ran.push("c"), resolve()));
    });
    turns.enqueue(() => ran.push("b"));
    assert.deepEqual(ran, []);
  });
  assert.deepEqual(ran, ["a", "b", "c"]);
});

Deno.test("TurnQueue lets timers fire between busy turns", async () => {
  const turns = new TurnQueue();
  let hasFired = false;
  let count = 0;
  const timer = setTimeout(() => hasFired = true, 1);
  await new Promise<void>((resolve) => {
    const turn = () => {
      work(6);
      count++;
      if (hasFired || count === 100) resolve();
      else turns.enqueue(turn);
    };
    turns.enqueue(turn);
  });
  clearTimeout(timer);
  assert(hasFired && count < 10, `${count} turns ran before a timer of 1 ms fired`);
});

Deno.test("TurnQueue runs small turns without giving the event loop back in between", async () => {
  const turns = new TurnQueue();
  let hasFired = false;
  const timer = setTimeout(() => hasFired = true, 0);
  for (let turn = 0; turn < 9; turn++) turns.enqueue(() => {});
  await new Promise<void>((resolve) => turns.enqueue(resolve));
  assert.equal(hasFired, false);
  clearTimeout(timer);
});
