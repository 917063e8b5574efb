import { resolve } from "node:path";
import type { z } from "zod";
import { SqliteStore } from "../../modules/host/mod.ts";
import { storeFieldsWithoutEffect, type StoreKind } from "../store_kind.ts";
import { schema } from "./schema.ts";

/** `store.file`: keys and values in an SQLite file, which outlive the program. */
export const storeFile: StoreKind<z.output<typeof schema>> = {
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
  createStore: ({ config }, appFolder) => {
    return new SqliteStore({ path: resolve(appFolder, config.file_path), maxSize: config.max_size || undefined });
  },
};
