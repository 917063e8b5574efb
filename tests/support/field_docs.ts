import { configurationSchema } from "../../src/configuration/mod.ts";
import { kinds } from "../../src/kinds/mod.ts";
import { describeFields, type FieldDescription, type Kind } from "../../src/registry/mod.ts";
import type { GeneratedPart } from "./generated_docs.ts";
import { markdownTable } from "./markdown_table.ts";
import { type NamedField, namedFields } from "./schema_fields.ts";

type Field = NamedField<FieldDescription>;

const LIFECYCLE = "lifecycle";

/** The tables of the fields of entries and of `lunation.yaml`, from their schemas. */
export function fieldParts(): GeneratedPart[] {
  const worker = kinds.find(({ name }) => name === "temporal.worker")!;
  const lifecycle = namedFields(describeFields(worker.schema)).filter(isLifecycle);
  return [
    ...kinds.map((kind) => part(`docs/kinds/${kind.name}.md`, fieldsOf(kind))).filter(({ text }) => text !== ""),
    part(`docs/kinds/${LIFECYCLE}.md`, lifecycle),
    part("docs/configuration.md", namedFields(describeFields(configurationSchema))),
  ];
}

/** All kinds share the fields of `lifecycle`, which have a page of their own. */
function fieldsOf({ schema, meta }: Kind): Field[] {
  const own = namedFields(describeFields(schema)).filter((field) => !isLifecycle(field));
  const ofMeta = meta ? namedFields(describeFields(meta)) : [];
  return [...own, ...ofMeta.map((field) => ({ ...field, path: `meta.${field.path}` }))];
}

function isLifecycle({ path }: Field): boolean {
  return path.startsWith(`${LIFECYCLE}.`);
}

function part(page: string, fields: readonly Field[]): GeneratedPart {
  const rows = fields.map(({ path, schema, isRequired }) => [
    `\`${path}\``,
    isRequired ? "required" : defaultOf(schema),
    (schema.description ?? "").replaceAll("|", "\\|"),
  ]);
  return { page, name: "fields", text: rows.length === 0 ? "" : markdownTable(["field", "default", "meaning"], rows) };
}

function defaultOf({ default: fallback, unit, absent }: FieldDescription): string {
  if (absent !== undefined) return absent;
  if (fallback === undefined || ["", "{}", "[]"].includes(String(fallback && JSON.stringify(fallback)))) return "none";
  return `\`${fallback}\`${unit ? ` ${unit}` : ""}`;
}
