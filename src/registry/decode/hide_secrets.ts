import type { DataPath } from "../../base/mod.ts";
import { type Collector, isSecretKey } from "../../diagnostics/mod.ts";
import type { Kind } from "../kind.ts";
import type { RegistryEntry } from "../registry_entry.ts";
import { asList, asMap, type Tree } from "../tree.ts";

/** A placeholder without a default shows where a secret is, not what it is. */
const PLACEHOLDER_REGEXP = /^\$\{env:[^|}]*\}$/;

/**
 * Marks where an entry's secrets stand in its file, by the names of their keys and by what its kind says. What an
 * override or a `file://` value gave does not stand there.
 *
 * @param entry with the values that overrides and files give
 * @param kind undefined when there is no such kind
 * @param collector shows none of these places
 */
export function hideSecrets(entry: RegistryEntry, kind: Kind | undefined, collector: Collector): void {
  const walk = (tree: Tree, path: DataPath, isSecret: boolean) => {
    if (tree.origin) return;
    const map = asMap(tree);
    const list = asList(tree);
    for (const [key, child] of map ?? list?.entries() ?? []) {
      const place = [...path, key];
      walk(child, place, isSecret || isSecretKey(String(key)) || isSecretField(place, kind));
    }
    if (isSecret && !map && !list && !PLACEHOLDER_REGEXP.test(String(tree.content))) collector.hide(tree.range);
  };
  walk(entry.dataTree, ["data"], false);
  walk(entry.metaTree, ["meta"], false);
}

function isSecretField([root, key]: DataPath, kind: Kind | undefined): boolean {
  return root === "data" && (kind?.secretFields?.includes(String(key)) ?? false);
}
