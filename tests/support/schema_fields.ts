import type { FieldDescription } from "../../src/registry/mod.ts";

/** As much of a JSON Schema as names fields. */
export type FieldSchema = Pick<FieldDescription, "properties" | "anyOf" | "items" | "required">;

/** A field of a schema. */
export interface NamedField<T extends FieldSchema = FieldSchema> {
  /** `auth.type`, `targets[].path`. */
  readonly path: string;
  readonly schema: T;
  readonly isRequired: boolean;
}

/** The fields of a schema; a map whose fields are known is none itself, and a reference to an entry is one field. */
export function namedFields<T extends FieldSchema>(schema: T, path = ""): NamedField<T>[] {
  const { properties = {}, anyOf = [], items, required = [] } = schema;
  const isReference = anyOf.some(({ properties }) => properties && Object.keys(properties).join() === "ns,name");
  if (isReference) return [];
  const inner = Object.entries(properties).flatMap(([key, field]) => {
    const here = { path: path === "" ? key : `${path}.${key}`, schema: field as T, isRequired: required.includes(key) };
    const below = namedFields(field as T, here.path);
    return field.properties && below.length > 0 ? below : [here, ...below];
  });
  const others = [
    ...anyOf.flatMap((one) => namedFields(one as T, path)),
    ...items ? namedFields(items as T, `${path}[]`) : [],
  ];
  return [...inner, ...others];
}

/** The paths of the fields of a schema, each once. */
export function schemaFields(schema: FieldSchema): string[] {
  return [...new Set(namedFields(schema).map(({ path }) => path))];
}
