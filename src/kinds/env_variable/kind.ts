import type { Kind } from "../../registry/mod.ts";
import { needs } from "../needs.ts";
import { referenceText } from "../reference_text.ts";
import { STORAGE_KINDS } from "../storage_kind.ts";
import { type EnvVariableConfig, INCOMPLETE_REGEXP, schema } from "./schema.ts";

/** `env.variable`: a value in a storage, by name (spec/env.md §3). */
export const envVariable: Kind<EnvVariableConfig> = {
  name: "env.variable",
  schema,
  secretFields: ["default"],
  unknownKeys: "error",
  references(entry, { storage }) {
    if (INCOMPLETE_REGEXP.test(referenceText(storage) ?? "")) return [];
    return needs(entry, storage, ["storage"], STORAGE_KINDS);
  },
  check({ entry }, { collector }) {
    if (!entry.filledField(["variable"])) return;
    collector.report(entry.locate(["variable"]), "invalid-value", "A public name cannot come from a variable", {
      entryId: entry.id,
      notes: ["Write the name itself"],
    });
  },
};
