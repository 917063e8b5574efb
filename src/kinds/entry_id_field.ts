import { z } from "zod";

/**
 * A reference to an entry (spec/registry.md §1.2): `namespace:name`, a bare `name`, or `{ns, name}`; the output is text,
 * still relative.
 *
 * @param required said when it is absent or empty
 */
export function entryIdField(required = "The id of an entry cannot be empty") {
  return z.union([
    z.string().min(1, required),
    z.strictObject({ ns: z.string().min(1), name: z.string().min(1) }).transform(({ ns, name }) => `${ns}:${name}`),
  ], {
    error: ({ input }) =>
      input === undefined || input === null ? required : 'Expected the id of an entry, such as "app:worker"',
  });
}
