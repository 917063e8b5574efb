export { EnvRegistry, type Variable } from "./env_registry.ts";
export { FileStorage } from "./file_storage.ts";
export { fillData, type Lookup, type Unresolved } from "./fill_data.ts";
export { MemoryStorage, OsStorage, RouterStorage, StaticStorage } from "./storages.ts";
export { VariableIndex } from "./variable_index.ts";
