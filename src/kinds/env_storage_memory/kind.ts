import { defineKind } from "../../registry/mod.ts";
import { MemoryStorage } from "../../resolve/mod.ts";

import { schema } from "./schema.ts";

/** `env.storage.memory`: variables of this run of the program (spec/env.md §2). */
export const envStorageMemory = defineKind({
  name: "env.storage.memory",
  schema,
  unknownKeys: "error",
  references: () => [],
  provides: {
    storage: () => new MemoryStorage(),
  },
});
