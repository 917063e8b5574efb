import { defineKind } from "../../registry/mod.ts";
import { StaticStorage } from "../../resolve/mod.ts";

import { schema } from "./schema.ts";

/** `env.storage.static`: variables that the entry itself brings, read-only (spec/env.md §2). */
export const envStorageStatic = defineKind({
  name: "env.storage.static",
  schema,
  secretFields: ["values"],
  unknownKeys: "error",
  references: () => [],
  provides: {
    storage: ({ config }) => new StaticStorage(config.values),
  },
});
