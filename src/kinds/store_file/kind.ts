import { resolve } from "node:path";
import { SqliteStore } from "../../modules/host/mod.ts";
import { defineKind } from "../../registry/mod.ts";
import { storeFieldsWithoutEffect } from "../store_fields.ts";
import { schema } from "./schema.ts";

/** `store.file`: keys and values in an SQLite file, which outlive the program. */
export const storeFile = defineKind({
  name: "store.file",
  schema,
  unknownKeys: "warning",
  references: () => [],
  withoutEffect: storeFieldsWithoutEffect,
  permissions({ config }, { appFolder, modules }) {
    if (!modules.has("store")) return [];
    const value = resolve(appFolder, config.file_path);
    return (["read", "write"] as const).map((name) => ({ name, value, path: ["file_path"] }));
  },
  provides: {
    store: ({ config }, appFolder) => {
      return new SqliteStore({ path: resolve(appFolder, config.file_path), maxSize: config.max_size || undefined });
    },
  },
});
