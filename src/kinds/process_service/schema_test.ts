import { deepEqual } from "node:assert/strict";
import { schema } from "./schema.ts";

function faults(data: unknown): string[] {
  return (schema.safeParse(data).error?.issues ?? []).map(({ path, message }) => `${path.join(".")}: ${message}`);
}

Deno.test("process.service schema() needs process and host, and takes any list as input", () => {
  const { process, host, input } = schema.parse({ process: "p", host: { ns: "a", name: "h" } });
  deepEqual([process, host, input], ["p", "a:h", []]);
  deepEqual(schema.parse({ process: "p", host: "h", input: [1, { a: [] }, null] }).input, [1, { a: [] }, null]);
  deepEqual(faults({}), ["process: process is required", "host: host is required"]);
  deepEqual(faults({ process: "", host: 5, input: "x" }).length, 3);
});
