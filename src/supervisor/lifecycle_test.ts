import { deepEqual, equal } from "node:assert/strict";
import { backoff } from "./lifecycle.ts";

const policy = { initialDelay: 1000, maxDelay: 90_000, backoffFactor: 2, jitter: 0.1, maxAttempts: 0 };

Deno.test("backoff() grows by the factor up to the maximum", () => {
  const delays = [1, 2, 3, 7, 8, 1000].map((failures) => backoff(policy, failures, 0.5));
  deepEqual(delays, [1000, 2000, 4000, 64_000, 90_000, 90_000]);
});

Deno.test("backoff() varies by the jitter in both directions", () => {
  equal(backoff(policy, 1, 0), 900);
  equal(backoff(policy, 1, 0.75), 1050);
  equal(backoff({ ...policy, jitter: 0 }, 1, 0), 1000);
});
