import assert from "node:assert/strict";
import { DeterministicRandom } from "./deterministic_random.ts";

function take(random: DeterministicRandom, count: number): number[] {
  return Array.from({ length: count }, () => random.next());
}

Deno.test("DeterministicRandom gives the same numbers for the same seed", () => {
  assert.deepEqual(take(new DeterministicRandom(1, 2), 10), take(new DeterministicRandom(1, 2), 10));
  assert.notDeepEqual(take(new DeterministicRandom(1, 2), 10), take(new DeterministicRandom(2, 1), 10));
});

Deno.test("DeterministicRandom never changes, because histories depend on it", () => {
  assert.deepEqual(take(new DeterministicRandom(12345, -67890), 3), [
    0.9319235704042828,
    0.8080545982527563,
    0.6058513191105642,
  ]);
});

Deno.test("DeterministicRandom spreads its numbers over [0, 1)", () => {
  const counts = new Array<number>(10).fill(0);
  for (const number of take(new DeterministicRandom(7, 7), 10_000)) {
    assert.ok(number >= 0 && number < 1);
    counts[Math.floor(number * 10)]!++;
  }
  assert.ok(counts.every((count) => count > 800 && count < 1200), String(counts));
});
