/** As much of a JSON Schema as names fields. */
export interface FieldSchema {
  readonly properties?: Readonly<Record<string, FieldSchema>>;
  readonly anyOf?: readonly FieldSchema[];
  readonly items?: FieldSchema;
}

/** The fields of a schema by their paths: `auth.type`, `targets[].path`. A reference to an entry is one field. */
export function schemaFields(schema: FieldSchema, path = ""): string[] {
  const { properties = {}, anyOf = [], items } = schema;
  const isReference = anyOf.some(({ properties }) => properties && Object.keys(properties).join() === "ns,name");
  if (isReference) return [];
  const inner = Object.entries(properties).flatMap(([key, field]) => {
    const here = path === "" ? key : `${path}.${key}`;
    const below = schemaFields(field, here);
    return field.properties && below.length > 0 ? below : [here, ...below];
  });
  const others = [...anyOf.flatMap((one) => schemaFields(one, path)), ...items ? schemaFields(items, `${path}[]`) : []];
  return [...new Set([...inner, ...others])];
}
