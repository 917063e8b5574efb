import { deepEqual } from "node:assert/strict";
import { schema } from "./schema.ts";

function outcome(data: unknown): unknown {
  const result = schema.safeParse(data);
  return result.data ?? result.error!.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
}

Deno.test("env.variable schema() fills in defaults, and takes ids in all forms", () => {
  for (const storage of ["os", "app.env:os", { ns: "app.env", name: "os" }]) {
    const id = typeof storage === "string" ? storage : "app.env:os";
    deepEqual(outcome({ storage }), { variable: "", storage: id, default: "", readonly: false });
  }
});

Deno.test("env.variable schema() takes letters, digits and underscores as public name", () => {
  const faults = (variable: unknown) => Array.isArray(outcome({ storage: "os", variable }));
  deepEqual(["A", "a_1", "_", "9", ""].map(faults), [false, false, false, false, false]);
  deepEqual(["A-B", "A.B", "Ä", "A B", "A\n", "a:b"].map(faults), [true, true, true, true, true, true]);
});

Deno.test("env.variable schema() wants the id of a storage", () => {
  const format = 'storage: invalid storage ID format; it is written as "namespace:name" or "name"';
  deepEqual(outcome({}), ["storage: storage is required"]);
  deepEqual(outcome({ storage: "" }), ["storage: storage is required"]);
  for (const storage of [":os", "app:", ":"]) deepEqual(outcome({ storage }), [format]);
});
