import { qualifyEntryId } from "../../base/mod.ts";
import { defineKind } from "../../registry/mod.ts";
import { RouterStorage } from "../../resolve/mod.ts";
import { needs, STORAGE_KINDS } from "../references.ts";
import { schema } from "./schema.ts";

/** `env.storage.router`: asks other storages one after the other, and writes to the first (spec/env.md §2.2). */
export const envStorageRouter = defineKind({
  name: "env.storage.router",
  schema,
  unknownKeys: "error",
  references: (entry, { storages }) =>
    (Array.isArray(storages) ? storages : []).flatMap((item, index) =>
      needs(entry, item, ["storages", index], STORAGE_KINDS)
    ),
  provides: {
    storage({ entry, config }, { storage }) {
      const storages = config.storages.map((id) => storage(qualifyEntryId(id, entry.namespace)));
      return storages.includes(undefined) ? undefined : new RouterStorage(storages.filter((one) => one !== undefined));
    },
  },
});
