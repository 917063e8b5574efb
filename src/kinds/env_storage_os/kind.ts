import { defineKind } from "../../registry/mod.ts";
import { OsStorage } from "../../resolve/mod.ts";

import { schema } from "./schema.ts";

/** `env.storage.os`: the environment of the process, read-only (spec/env.md §2). */
export const envStorageOs = defineKind({
  name: "env.storage.os",
  schema,
  unknownKeys: "error",
  references: () => [],
  provides: {
    storage: (_, { systemEnvironment }) => new OsStorage(systemEnvironment),
  },
});
