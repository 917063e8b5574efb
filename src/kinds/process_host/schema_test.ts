import { deepEqual } from "node:assert/strict";
import { schema } from "./schema.ts";

function faults(data: unknown): string[] {
  return (schema.safeParse(data).error?.issues ?? []).map(({ path, message }) => `${path.join(".")}: ${message}`);
}

Deno.test("process.host schema() needs nothing, and takes sizes from 1 on", () => {
  deepEqual(schema.parse({}).host, {});
  const host = { workers: 4, queue_size: 1024, local_queue_size: 256 };
  deepEqual(schema.parse({ host }).host, host);
  deepEqual(faults({ host: { workers: 0, queue_size: -1, local_queue_size: 0 } }), [
    "host.workers: host.workers must be greater than 0",
    "host.queue_size: host.queue_size must be greater than 0",
    "host.local_queue_size: host.local_queue_size must be greater than 0",
  ]);
});
