import { SqliteStore } from "../../modules/host/mod.ts";
import { defineKind } from "../../registry/mod.ts";
import { storeFieldsWithoutEffect } from "../store_fields.ts";
import { schema } from "./schema.ts";

/** `store.memory`: keys and values of this run of the program. */
export const storeMemory = defineKind({
  name: "store.memory",
  schema,
  unknownKeys: "warning",
  references: () => [],
  withoutEffect: storeFieldsWithoutEffect,
  provides: {
    store: ({ config }) => new SqliteStore({ maxSize: config.max_size || undefined }),
  },
});
