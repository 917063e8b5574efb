export { decode } from "./decode.ts";
export { discover, type Discovery } from "./discover.ts";
export type { DataPath, Entry } from "./entry.ts";
export { type EnvelopeContext, readEnvelope } from "./envelope.ts";
export { readFileValues } from "./file_values.ts";
export { Incomplete } from "./incomplete.ts";
export type { CheckContext, Configured, Dependencies, Kind, Reference } from "./kind.ts";
export { applyOverrides, type Override, parseOverrides } from "./override.ts";
export { readEntries, type RegistryContents } from "./read_entries.ts";
