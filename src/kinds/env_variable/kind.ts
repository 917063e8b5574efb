import { qualifyEntryId } from "../../base/mod.ts";
import { defineKind } from "../../registry/mod.ts";
import { needs, referenceText, STORAGE_KINDS } from "../references.ts";
import { INCOMPLETE_REGEXP, schema } from "./schema.ts";

/** `env.variable`: a value in a storage, by name (spec/env.md §3). */
export const envVariable = defineKind({
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
  provides: {
    variable({ entry, config }) {
      const { variable, storage, default: fallback, readonly: isReadOnly } = config;
      return { key: variable || entry.id, storage: qualifyEntryId(storage, entry.namespace), fallback, isReadOnly };
    },
  },
});
