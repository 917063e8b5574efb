import type { z } from "zod";
import type { Kind } from "../../registry/mod.ts";
import { schema } from "./schema.ts";

/** `ns.definition`: describes a namespace; nothing depends on it. */
export const nsDefinition: Kind<z.output<typeof schema>> = {
  name: "ns.definition",
  schema,
  unknownKeys: "warning",
  references: () => [],
};
