import type { z } from "zod";
import { SqliteStore } from "../../modules/host/mod.ts";
import { storeFieldsWithoutEffect, type StoreKind } from "../store_kind.ts";
import { schema } from "./schema.ts";

/** `store.memory`: keys and values of this run of the program. */
export const storeMemory: StoreKind<z.output<typeof schema>> = {
  name: "store.memory",
  schema,
  unknownKeys: "warning",
  references: () => [],
  withoutEffect: storeFieldsWithoutEffect,
  createStore: ({ config }) => new SqliteStore({ maxSize: config.max_size || undefined }),
};
