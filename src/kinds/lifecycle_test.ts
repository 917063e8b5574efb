import { deepEqual } from "node:assert/strict";
import { lifecycleSchema } from "./lifecycle.ts";

function faults(data: unknown): string[] {
  return (lifecycleSchema.safeParse(data).error?.issues ?? []).map(({ path, message }) =>
    `${path.join(".")}: ${message}`
  );
}

Deno.test("lifecycleSchema() refuses times that cannot be", () => {
  deepEqual(faults({ start_timeout: "-1s", restart: { initial_delay: "-1ms", max_delay: "-1h" } }), [
    "start_timeout: lifecycle.start_timeout must be >= 0",
    "restart.initial_delay: lifecycle.restart.initial_delay must be >= 0",
    "restart.max_delay: lifecycle.restart.max_delay must be >= 0",
  ]);
  deepEqual(faults({ stop_timeout: 10 }), [
    'stop_timeout: Invalid lifecycle.stop_timeout: a duration is text such as "500ms", "10s" or "1m30s", ' +
    "got the number 10",
  ]);
});

Deno.test("lifecycleSchema() refuses numbers out of range, unknown words and empty ids", () => {
  deepEqual(
    faults({ startup: "maybe", requires: [""], restart: { jitter: 2, backoff_factor: 0.5, max_attempts: 1.5 } })
      .map((fault) => fault.split(":")[0]),
    ["startup", "requires.0", "restart.backoff_factor", "restart.jitter", "restart.max_attempts"],
  );
});
