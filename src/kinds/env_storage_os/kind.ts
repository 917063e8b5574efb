import type { z } from "zod";
import { OsStorage } from "../../resolve/mod.ts";
import type { StorageKind } from "../storage_kind.ts";
import { schema } from "./schema.ts";

/** `env.storage.os`: the environment of the process, read-only (spec/env.md §2). */
export const envStorageOs: StorageKind<z.output<typeof schema>> = {
  name: "env.storage.os",
  schema,
  unknownKeys: "error",
  references: () => [],
  createStorage: (_, { systemEnvironment }) => new OsStorage(systemEnvironment),
};
