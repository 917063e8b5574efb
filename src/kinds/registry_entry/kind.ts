import { defineKind } from "../../registry/mod.ts";
import { schema } from "./schema.ts";

/** `registry.entry`: pure data, for programs to read. */
export const registryEntry = defineKind({
  name: "registry.entry",
  schema,
  unknownKeys: "warning",
  references: () => [],
});
