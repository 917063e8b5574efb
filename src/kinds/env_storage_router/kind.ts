import type { z } from "zod";
import { qualifyEntryId } from "../../base/mod.ts";
import { RouterStorage } from "../../resolve/mod.ts";
import { needs } from "../needs.ts";
import { STORAGE_KINDS, type StorageKind } from "../storage_kind.ts";
import { schema } from "./schema.ts";

/** `env.storage.router`: asks other storages one after the other, and writes to the first (spec/env.md §2.2). */
export const envStorageRouter: StorageKind<z.output<typeof schema>> = {
  name: "env.storage.router",
  schema,
  unknownKeys: "error",
  references: (entry, { storages }) =>
    (Array.isArray(storages) ? storages : []).flatMap((item, index) =>
      needs(entry, item, ["storages", index], STORAGE_KINDS)
    ),
  createStorage({ entry, config }, { storage }) {
    const storages = config.storages.map((id) => storage(qualifyEntryId(id, entry.namespace)));
    return storages.includes(undefined) ? undefined : new RouterStorage(storages.filter((one) => one !== undefined));
  },
};
