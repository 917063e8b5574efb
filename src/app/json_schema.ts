import { z } from "zod";
import { mapOf } from "../kinds/mod.ts";
import type { Kind } from "../registry/mod.ts";

type Json = Readonly<Record<string, unknown>>;

/** A value that a placeholder fills is text, whatever the field takes. */
const PLACEHOLDER = { type: "string", pattern: "\\$\\{env:" };
const ENVELOPE = {
  name: { type: "string", minLength: 1 },
  meta: { type: ["object", "null"] },
  data: { type: ["object", "null"] },
};
const FILE = {
  namespace: { type: "string", minLength: 1 },
  version: { type: ["string", "number"] },
  requirements: {},
};

/**
 * A JSON Schema (draft 7, which editors know best) of registry files: the envelope of spec/registry.md §1.1 and the
 * fields of each kind. It knows no rules across fields and entries; `check` does.
 */
export function jsonSchema(kinds: readonly Kind[]): Json {
  const fields = Object.fromEntries(kinds.map((kind) => [kind.name, fieldsOf(kind)]));
  const perKind = kinds.map(({ name }) => ({
    if: { properties: { kind: { const: name } } },
    then: {
      if: { required: ["data"] },
      then: { properties: { data: fields[name] } },
      else: { $ref: `#/definitions/${name}` },
    },
  }));
  const entry = {
    type: "object",
    required: ["name", "kind"],
    properties: { ...ENVELOPE, kind: { enum: kinds.map(({ name }) => name) } },
    allOf: perKind,
  };
  const flat = kinds.map(({ name }) => [name, withEnvelope(fields[name]!)]);
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "Lunation registry file",
    type: "object",
    required: ["namespace"],
    properties: FILE,
    if: { required: ["entries"] },
    then: { properties: { meta: ENVELOPE.meta, entries: { type: "array", items: { $ref: "#/definitions/entry" } } } },
    else: { $ref: "#/definitions/entry" },
    definitions: { entry, ...Object.fromEntries(flat) },
  };
}

function fieldsOf({ schema, unknownKeys }: Kind): Json {
  const made = z.toJSONSchema(schema, { target: "draft-7", io: "input", unrepresentable: "any" });
  const { $schema: _, ...fields } = tidy(made) as Record<string, unknown>;
  return unknownKeys === "error" ? fields : { ...fields, additionalProperties: true };
}

/** The fields of an entry that has no `data` map stand beside its name and kind, and in a file of its own beside more. */
function withEnvelope(fields: Json): Json {
  return { ...fields, properties: { ...FILE, ...ENVELOPE, kind: {}, ...mapOf(fields.properties) } };
}

/** Lets placeholders stand for any value, and drops what says nothing to a reader: empty defaults, bounds of integers. */
function tidy(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(tidy);
  const map = mapOf(schema);
  if (!map) return schema;
  const entries = Object.entries(map)
    .filter(([key, value]) => !(key === "default" && isEmpty(value)))
    .filter(([, value]) => typeof value !== "number" || Math.abs(value) !== Number.MAX_SAFE_INTEGER)
    .map(([key, value]): [string, unknown] => [key, tidyKeyword(key, value, map)]);
  const tidied = Object.fromEntries(entries);
  return takesText(map) ? tidied : { anyOf: [tidied, PLACEHOLDER] };
}

function tidyKeyword(key: string, value: unknown, schema: Json): unknown {
  if (key === "required") return required(schema);
  // Its keys are names of fields, which may be called like keywords.
  if (key !== "properties") return tidy(value);
  return Object.fromEntries(Object.entries(mapOf(value) ?? {}).map(([name, field]) => [name, tidy(field)]));
}

/** A key whose value may be anything may be absent. */
function required({ required, properties }: Json): string[] {
  const known = mapOf(properties) ?? {};
  return (required as string[]).filter((key) => Object.keys(mapOf(known[key]) ?? { any: true }).length > 0);
}

/** Only a plain value is filled as a whole; text that has a form of its own is looked at when it is filled. */
function takesText({ type, pattern, enum: values }: Json): boolean {
  if (type === "string") return pattern === undefined && values === undefined;
  return type !== "integer" && type !== "number" && type !== "boolean";
}

function isEmpty(value: unknown): boolean {
  return value === "" || JSON.stringify(value) === "{}" || JSON.stringify(value) === "[]";
}
