import { z } from "zod";
import { Secret } from "../base/mod.ts";
import { field } from "../registry/mod.ts";

/** Text that must be there and not be empty; `message` is said of both. */
export function requiredText(message: string) {
  return z.string({ error: ({ input }) => input === undefined || input === null ? message : undefined }).min(
    1,
    message,
  );
}

/** Text that is never shown. */
export const secretField = z.string().transform((text) => new Secret(text));

/**
 * A reference to an entry (spec/registry.md §1.2): `namespace:name`, a bare `name`, or `{ns, name}`; the output is text,
 * still relative.
 *
 * @param required said when it is absent or empty
 */
export function entryIdField(required = "The id of an entry cannot be empty") {
  return z.union([
    z.string().min(1, required),
    z.strictObject({
      ns: field("namespace of the entry", z.string().min(1)),
      name: field("name of the entry", z.string().min(1)),
    }).transform(({ ns, name }) => `${ns}:${name}`),
  ], {
    error: ({ input }) =>
      input === undefined || input === null ? required : 'Expected the id of an entry, such as "app:worker"',
  });
}
