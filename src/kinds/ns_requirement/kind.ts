import { defineKind } from "../../registry/mod.ts";
import { schema } from "./schema.ts";

/** `ns.requirement`: a value that is written into fields of other entries while they are loaded. */
export const nsRequirement = defineKind({
  name: "ns.requirement",
  schema,
  unknownKeys: "warning",
  references: () => [],
});
