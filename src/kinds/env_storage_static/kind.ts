import type { z } from "zod";
import { StaticStorage } from "../../resolve/mod.ts";
import type { StorageKind } from "../storage_kind.ts";
import { schema } from "./schema.ts";

/** `env.storage.static`: variables that the entry itself brings, read-only (spec/env.md §2). */
export const envStorageStatic: StorageKind<z.output<typeof schema>> = {
  name: "env.storage.static",
  schema,
  secretFields: ["values"],
  unknownKeys: "error",
  references: () => [],
  createStorage: ({ config }) => new StaticStorage(config.values),
};
