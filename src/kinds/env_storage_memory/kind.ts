import type { z } from "zod";
import { MemoryStorage } from "../../resolve/mod.ts";
import type { StorageKind } from "../storage_kind.ts";
import { schema } from "./schema.ts";

/** `env.storage.memory`: variables of this run of the program (spec/env.md §2). */
export const envStorageMemory: StorageKind<z.output<typeof schema>> = {
  name: "env.storage.memory",
  schema,
  unknownKeys: "error",
  references: () => [],
  createStorage: () => new MemoryStorage(),
};
