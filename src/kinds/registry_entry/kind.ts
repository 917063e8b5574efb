import type { z } from "zod";
import type { Kind } from "../../registry/mod.ts";
import { schema } from "./schema.ts";

/** `registry.entry`: pure data, for programs to read. */
export const registryEntry: Kind<z.output<typeof schema>> = {
  name: "registry.entry",
  schema,
  unknownKeys: "warning",
  references: () => [],
};
