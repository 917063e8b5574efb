export { chooseOverrides, decode } from "./decode.ts";
export { dataOf } from "./data_of.ts";
export { discover, type Discovery } from "./discover.ts";
export type { DataPath, Entry } from "./entry.ts";
export { type EnvelopeContext, readEnvelope } from "./envelope.ts";
export { readFileValues } from "./file_values.ts";
export { hideSecrets } from "./hide_secrets.ts";
export { Incomplete } from "./incomplete.ts";
export type { FilledData, FilledField } from "./filled_data.ts";
export {
  type CheckContext,
  type Configured,
  defineKind,
  type Dependencies,
  type EntryLookup,
  type EnvField,
  isOfKind,
  type Kind,
  type LuaPrograms,
  type PermissionContext,
  type PermissionNeed,
  type ProgramSettings,
  type Provision,
  type Reference,
  type StorageContext,
  type VariableDeclaration,
} from "./kind.ts";
export type { RegistryEntry } from "./_registry_entry.ts";
export { decodeRest, decodeStrictly } from "./_decode_strictly.ts";
export type { SchemaFault } from "./_issues.ts";
export { asList, asMap, describeType, toPlainObject, type Tree } from "./_tree.ts";
export { type LeafMapper, mapEntry } from "./map_entry.ts";
export { applyOverrides, candidatesOf, type Override, overrideOf, parseOverrides, readingsOf } from "./override.ts";
export { linkRequirements, REQUIREMENT_KIND } from "./requirements.ts";
export { parse } from "./parse.ts";
export { redacted } from "./redacted.ts";
export { RegistryReader } from "./registry_reader.ts";
export { readEntries, type RegistryContents } from "./read_entries.ts";
