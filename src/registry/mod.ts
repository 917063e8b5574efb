export { coerce, textReadings } from "./decode/coerce.ts";
export { decode, typeOverrides } from "./decode/decode.ts";
export { discover, type Discovery, type DiscoverySettings, type IgnoredFile } from "./read/discover.ts";
export type { DataPath } from "../base/mod.ts";
export type { Entry } from "./entry.ts";
export { readFileValues } from "./read/file_values.ts";
export { describeFields, field, type FieldDescription, withExamples } from "./field.ts";
export { type FilledEntry, fillEntry, type Filling } from "./decode/fill_entry.ts";
export { hideSecrets } from "./decode/hide_secrets.ts";
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
export { decodeRest, decodeStrictly } from "./decode/decode_tree.ts";
export { filledFaultText, type SchemaFault } from "./decode/issues.ts";
export { asList, asMap, describeType, type Tree, treeAt, treesTo, withTree } from "./tree.ts";
export { mapEntry, redacted } from "./map_entry.ts";
export { applyOverrides, type Override, overrideOf, parseOverrides } from "./override.ts";
export { linkRequirements, REQUIREMENT_KIND } from "./requirements.ts";
export { parse } from "./read/parse.ts";
export { dataOf, RegistryReader } from "./registry_reader.ts";
export { type FileSettings, type RawEntries, readEntries } from "./read/read_entries.ts";
