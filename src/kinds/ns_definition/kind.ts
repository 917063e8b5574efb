import { defineKind } from "../../registry/mod.ts";
import { schema } from "./schema.ts";

/** `ns.definition`: describes a namespace; nothing depends on it. */
export const nsDefinition = defineKind({
  name: "ns.definition",
  schema,
  unknownKeys: "warning",
  references: () => [],
});
