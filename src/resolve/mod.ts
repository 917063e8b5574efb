export { EnvRegistry, type Variable } from "./env_registry.ts";
export { FileStorage, type FileStorageSettings } from "./file_storage.ts";
export { fillData, type FilledTexts, type FillOptions, type Lookup, type Unresolved } from "./fill_data.ts";
export { MemoryStorage } from "./memory_storage.ts";
export { OsStorage } from "./os_storage.ts";
export { parsePlaceholders, type Placeholder, placeholderText } from "./parse_placeholders.ts";
export { RouterStorage } from "./router_storage.ts";
export { StaticStorage } from "./static_storage.ts";
export { VariableIndex } from "./variable_index.ts";
