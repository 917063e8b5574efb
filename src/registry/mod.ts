export { coerce, textReadings } from "./coerce.ts";
export { decode, typeOverrides } from "./decode.ts";
export { discover, type Discovery, type DiscoverySettings, type IgnoredFile } from "./discover.ts";
export type { DataPath } from "../base/mod.ts";
export type { Entry } from "./entry.ts";
export { readFileValues } from "./file_values.ts";
export { describeFields, field, type FieldDescription, withExamples } from "./field.ts";
export { type FilledEntry, fillEntry, type Filling } from "./fill_entry.ts";
export { hideSecrets } from "./hide_secrets.ts";
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
  type Reference,
} from "./kind.ts";
export type { RegistryEntry } from "./registry_entry.ts";
export { decodeRest, decodeStrictly } from "./decode_tree.ts";
export { filledFaultText, type SchemaFault } from "./_issues.ts";
export { asList, asMap, describeType, type Tree, treeAt, treesTo, withTree } from "./tree.ts";
export { mapEntry, redacted } from "./map_entry.ts";
export { applyOverrides, type Override, overrideOf, parseOverrides } from "./override.ts";
export { linkRequirements, REQUIREMENT_KIND } from "./requirements.ts";
export { parse } from "./parse.ts";
export { dataOf, RegistryReader } from "./registry_reader.ts";
export { type FileSettings, type RawEntries, readEntries } from "./read_entries.ts";
