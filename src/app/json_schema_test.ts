import { Ajv } from "ajv";
import { deepEqual, equal, ok } from "node:assert/strict";
import { parse } from "yaml";
import { kinds } from "../kinds/mod.ts";
import { jsonSchema } from "./json_schema.ts";

const ROOT = new URL("../../", import.meta.url);
const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(jsonSchema(kinds));

function faults(file: unknown): string[] {
  return validate(file) ? [] : validate.errors!.map(({ instancePath, message }) => `${instancePath}: ${message}`);
}

function entry(fields: Record<string, unknown>): unknown {
  return { namespace: "app", entries: [{ name: "x", ...fields }] };
}

Deno.test("jsonSchema() takes the examples and templates", () => {
  for (const place of ["examples", "src/cli/templates"]) {
    for (const { name } of Deno.readDirSync(new URL(place, ROOT))) {
      const text = Deno.readTextFileSync(new URL(`${place}/${name}/_index.yaml`, ROOT));
      deepEqual(faults(parse(text)), [], `${place}/${name}`);
    }
  }
});

Deno.test("jsonSchema() has every kind, with its fields", () => {
  const { definitions } = jsonSchema(kinds) as { definitions: Record<string, { properties?: object }> };
  for (const { name } of kinds) ok(definitions[name], name);
  const client = Object.keys(definitions["temporal.client"]!.properties!);
  deepEqual(["name", "kind", "address", "lifecycle"].filter((key) => !client.includes(key)), []);
});

/** Paths of the properties without a description. Conditions name properties only to test them. */
function undescribed(schema: unknown, path: string): string[] {
  if (typeof schema !== "object" || schema === null) return [];
  return Object.entries(schema).flatMap(([keyword, value]) => {
    if (keyword === "if") return [];
    if (keyword !== "properties") return undescribed(value, `${path}/${keyword}`);
    return Object.entries(value as Record<string, { description?: string }>).flatMap(([name, field]) => [
      ...field.description ? [] : [`${path}/${name}`],
      ...undescribed(field, `${path}/${name}`),
    ]);
  });
}

Deno.test("jsonSchema() says of every property what it means", () => {
  deepEqual(undescribed(jsonSchema(kinds), ""), []);
});

Deno.test("jsonSchema() tells defaults, units and examples of values", () => {
  const { definitions } = jsonSchema(kinds) as {
    definitions: Record<string, { properties: Record<string, { properties?: Record<string, unknown> }> }>;
  };
  const { properties } = definitions["temporal.worker"]!;
  const { deadlock_detection_timeout: time, max_concurrent_activity_execution_size: size } = properties.worker_options!
    .properties as Record<string, Record<string, unknown>>;
  deepEqual([time!.default, time!.examples], ["1s", ["500ms", "10s", "1m30s"]]);
  deepEqual([size!.default, /Unit: activities$/.test(String(size!.description))], [1000, true]);
});

Deno.test("jsonSchema() refuses unknown kinds, missing, wrong and unknown fields", () => {
  ok(
    faults(entry({ kind: "temporal.cliend" })).includes(
      "/entries/0/kind: must be equal to one of the allowed values",
    ),
  );
  ok(faults(entry({ kind: "temporal.client" })).includes("/entries/0: must have required property 'address'"));
  ok(faults(entry({ kind: "temporal.client", address: 5 })).includes("/entries/0/address: must be string"));
  ok(faults(entry({ kind: "temporal.client", address: "a:1", adress: 1 })).length > 0);
  ok(faults({ entries: [] }).includes(": must have required property 'namespace'"));
});

Deno.test("jsonSchema() leaves other fields of kinds that only warn of them", () => {
  deepEqual(faults(entry({ kind: "workflow.lua", source: "return {}", pool: {} })), []);
  deepEqual(faults(entry({ kind: "registry.entry", anything: [1, 2] })), []);
});

Deno.test("jsonSchema() takes placeholders for values of any type, data maps and files of one entry", () => {
  const options = { max_cached_workflows: "${env:CACHE}", enable_logging_in_replay: "${env:LOG|false}" };
  deepEqual(faults(entry({ kind: "temporal.worker", client: "c", task_queue: "q", worker_options: options })), []);
  equal(
    faults(
      entry({ kind: "temporal.worker", client: "c", task_queue: "q", worker_options: { max_cached_workflows: "9" } }),
    )
      .length > 0,
    true,
  );
  deepEqual(faults(entry({ kind: "temporal.client", data: { address: "localhost:7233" } })), []);
  ok(faults(entry({ kind: "temporal.client", data: {} })).length > 0);
  const single = { version: "1.0", namespace: "app", name: "c", kind: "temporal.client", address: "localhost:7233" };
  deepEqual(faults(single), []);
  ok(faults({ ...single, address: true }).length > 0);
});
