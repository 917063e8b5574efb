import { mapOf } from "../kinds/mod.ts";
import { describeFields, type Kind } from "../registry/mod.ts";

type Json = Readonly<Record<string, unknown>>;

/** A value that a placeholder fills is text, whatever the field takes. */
const PLACEHOLDER = { type: "string", pattern: "\\$\\{env:" };
const KIND = { description: "what the entry is; decides which fields it has" };
const ENVELOPE = {
  name: { type: "string", minLength: 1, description: "name of the entry; its id is `namespace:name`" },
  meta: { type: ["object", "null"], description: "data about the entry, which anything may read: any keys" },
  data: { type: ["object", "null"], description: "the fields of the entry, when they do not stand beside its name" },
};
const FILE = {
  namespace: { type: "string", minLength: 1, description: "namespace of the file's entries: words with dots between" },
  version: { type: ["string", "number"], description: "version of the file's form: `1.0`" },
  requirements: { description: "no effect: requirements are entries of the kind `ns.requirement`" },
};
const FILE_META = { ...ENVELOPE.meta, description: "laid under the `meta` of each entry of the file" };
const ENTRIES = { type: "array", items: { $ref: "#/definitions/entry" }, description: "the entries of the file" };

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
      then: { properties: { data: { ...fields[name], description: ENVELOPE.data.description } } },
      else: { $ref: `#/definitions/${name}` },
    },
  }));
  const entry = {
    type: "object",
    required: ["name", "kind"],
    properties: { ...ENVELOPE, kind: { enum: kinds.map(({ name }) => name), ...KIND } },
    allOf: perKind,
  };
  const flat = kinds.map((kind) => [kind.name, withEnvelope(kind, fields[kind.name]!)]);
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "Lunation registry file",
    type: "object",
    required: ["namespace"],
    properties: FILE,
    if: { required: ["entries"] },
    then: { properties: { meta: FILE_META, entries: ENTRIES } },
    else: { $ref: "#/definitions/entry" },
    definitions: { entry, ...Object.fromEntries(flat) },
  };
}

function fieldsOf({ schema, unknownKeys }: Kind): Json {
  const { $schema: _, ...fields } = tidy(describeFields(schema), true) as Record<string, unknown>;
  return unknownKeys === "error" ? fields : { ...fields, additionalProperties: true };
}

/** The fields of an entry that has no `data` map stand beside its name and kind, and in a file of its own beside more. */
function withEnvelope({ meta }: Kind, fields: Json): Json {
  const envelope = { ...ENVELOPE, ...meta && { meta: metaOf(meta) } };
  return { ...fields, properties: { ...FILE, ...envelope, kind: KIND, ...mapOf(fields.properties) } };
}

function metaOf(schema: NonNullable<Kind["meta"]>): Json {
  const { properties } = tidy(describeFields(schema), false) as Record<string, unknown>;
  return { ...ENVELOPE.meta, properties };
}

/**
 * Tells unit and default where the description stands, and drops what says nothing to a reader: empty defaults, bounds of
 * integers.
 *
 * @param fillable placeholders may stand for any value
 */
function tidy(schema: unknown, fillable: boolean): unknown {
  if (Array.isArray(schema)) return schema.map((item) => tidy(item, fillable));
  const map = mapOf(schema);
  if (!map) return schema;
  const { description, unit, absent, ...keywords } = map;
  const entries = Object.entries(keywords)
    .filter(([key, value]) => !(key === "default" && isEmpty(value)))
    .filter(([, value]) => typeof value !== "number" || Math.abs(value) !== Number.MAX_SAFE_INTEGER)
    .map(([key, value]): [string, unknown] => [key, tidyKeyword(key, value, fillable)]);
  const { default: fallback, ...tidied } = Object.fromEntries(entries);
  const facts = {
    ...description !== undefined && { description: [description, ...sentences(unit, absent)].join(". ") },
    ...fallback !== undefined && { default: fallback },
  };
  return !fillable || takesText(map) ? { ...facts, ...tidied } : { ...facts, anyOf: [tidied, PLACEHOLDER] };
}

function sentences(unit: unknown, absent: unknown): string[] {
  return [...unit ? [`Unit: ${unit}`] : [], ...absent ? [`Default: ${absent}`] : []];
}

function tidyKeyword(key: string, value: unknown, fillable: boolean): unknown {
  // Its keys are names of fields, which may be called like keywords.
  if (key !== "properties") return tidy(value, fillable);
  return Object.fromEntries(Object.entries(mapOf(value) ?? {}).map(([name, field]) => [name, tidy(field, fillable)]));
}

/** Only a plain value is filled as a whole; text that has a form of its own is looked at when it is filled. */
function takesText({ type, pattern, enum: values }: Json): boolean {
  if (type === "string") return pattern === undefined && values === undefined;
  return type !== "integer" && type !== "number" && type !== "boolean";
}

function isEmpty(value: unknown): boolean {
  return value === "" || JSON.stringify(value) === "{}" || JSON.stringify(value) === "[]";
}
