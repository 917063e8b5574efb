import { z } from "zod";

/** What the reader of a field must know that its schema does not say. */
interface FieldFacts {
  /** What the field sets and what follows from it: a phrase without a full stop, in Markdown without links. */
  readonly description?: string;
  /** What its number counts: `activities`, `per second`. */
  readonly unit?: string;
  /** What holds when the field is absent, where the schema's default does not say it: `no limit`. */
  readonly absent?: string;
  /** Values as they may be written. */
  readonly examples?: readonly string[];
}

/** Facts are kept beside the schemas, so that they cost no time when entries are decoded. */
const FACTS = z.registry<FieldFacts>();

/** A JSON Schema of a field, or of the map that holds fields, with what is said of them. */
export interface FieldDescription extends FieldFacts {
  readonly properties?: Readonly<Record<string, FieldDescription>>;
  readonly required?: readonly string[];
  readonly anyOf?: readonly FieldDescription[];
  readonly items?: FieldDescription;
  readonly default?: unknown;
}

/**
 * Says what a field means. `deno task docs` writes it into the tables of the documentation, and `lunation schema` gives it
 * to editors.
 *
 * @param description what the field sets and what follows from it: a phrase without a full stop, in Markdown
 * @param schema what the field takes, with its default
 * @param facts unit, examples, and what holds without the field, where the schema does not tell
 * @returns the very schema
 * @example
 * ```ts
 * import { z } from "zod";
 * import { describeFields, field } from "./mod.ts";
 *
 * const schema = z.strictObject({
 *   polls: field("requests that wait for tasks at one time", z.int().default(20), { unit: "polls" }),
 * });
 * console.log(describeFields(schema).properties?.polls?.description); // requests that wait for tasks at one time
 * ```
 */
export function field<S extends z.ZodType>(
  description: string,
  schema: S,
  facts: Omit<FieldFacts, "description"> = {},
): S {
  FACTS.add(schema, { description, ...facts });
  return schema;
}

/**
 * A schema whose values may be written so.
 *
 * @param schema part of the schema of fields
 * @param examples values as they may be written
 * @returns the very schema
 */
export function withExamples<S extends z.ZodType>(schema: S, examples: readonly string[]): S {
  FACTS.add(schema, { examples });
  return schema;
}

/**
 * The JSON Schema (draft 7) of what may be written, with the facts of each field.
 *
 * @param schema of an entry's data, or of a file
 * @returns facts stand beside the keywords of JSON Schema
 */
export function describeFields(schema: z.ZodType): FieldDescription {
  const made = z.toJSONSchema(schema, {
    target: "draft-7",
    io: "input",
    unrepresentable: "any",
    metadata: FACTS,
    override({ zodSchema, jsonSchema }) {
      const { def } = zodSchema._zod;
      // What preprocess() takes is what its schema takes.
      if (def.type !== "pipe" || def.in._zod.def.type !== "transform") return;
      const { $schema: _, ...inner } = describeFields(def.out as z.ZodType) as Record<string, unknown>;
      Object.assign(jsonSchema, { ...inner, ...jsonSchema });
    },
  });
  return made as FieldDescription;
}
