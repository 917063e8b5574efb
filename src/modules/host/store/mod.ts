export { SqliteStore, type SqliteStoreSettings } from "./sqlite_store.ts";
export { storeEffect, storeModule } from "./store.ts";
