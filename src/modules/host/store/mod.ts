export { SqliteStore, type SqliteStoreSettings } from "./sqlite_store.ts";
export { type StoreCommand, storeEffect, storeModule } from "./store.ts";
