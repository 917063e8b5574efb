import { type Collector, isSecretKey } from "../diagnostics/mod.ts";
import type { RegistryEntry } from "./_registry_entry.ts";
import type { DataPath } from "./entry.ts";
import type { Kind } from "./kind.ts";

/** A placeholder without a default, and what was a `file://` value, show where a secret is, not what it is. */
const PLACEHOLDER_REGEXP = /^\$\{env:[^|}]*\}$/;

/** Marks where an entry's secrets stand in its file, by the names of their keys and by what its kind says. */
export function hideSecrets(entry: RegistryEntry, kind: Kind | undefined, collector: Collector): void {
  const walk = (value: unknown, path: DataPath, isSecret: boolean) => {
    if (typeof value === "object" && value !== null) {
      for (const [key, item] of Object.entries(value)) {
        const place = [...path, Array.isArray(value) ? Number(key) : key];
        walk(item, place, isSecret || isSecretKey(key) || isSecretField(place, kind));
      }
    } else if (isSecret && !PLACEHOLDER_REGEXP.test(String(value)) && isInFile(entry, path)) {
      collector.hide(entry.locate(path));
    }
  };
  walk(entry.data, ["data"], false);
  walk(entry.meta, ["meta"], false);
}

function isSecretField([root, key]: DataPath, kind: Kind | undefined): boolean {
  return root === "data" && (kind?.secretFields?.includes(String(key)) ?? false);
}

function isInFile(entry: RegistryEntry, path: DataPath): boolean {
  return entry.sourceFile(path) === undefined && entry.overrideAt(path) === undefined;
}
