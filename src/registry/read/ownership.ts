import { basename } from "node:path";
import { suggest } from "../../diagnostics/mod.ts";
import { asList, asText, type TreeMap } from "../tree.ts";

const KEY_REGEXP = /^(["']?)([\w-]+)\1[ \t]*:(?=[ \t\r\n]|$)/gm;
const JSON_TOKEN_REGEXP = /"((?:[^"\\]|\\.)*)"(\s*:)?|[{}[\]]/g;

/**
 * Whether a file is an application's by its name (spec/registry.md §1): what is wrong in it is an error.
 *
 * @param path of any form
 */
export function isIndexFile(path: string): boolean {
  return basename(path).startsWith("_index.");
}

/**
 * Whether a file that could be read holds entries (spec/registry.md §1). Many tools write YAML with a `namespace`, a
 * `name` or a `kind`: an object of Kubernetes is no file of ours, whatever else it has, and ours have more than one key.
 *
 * @param root the keys of the file with their values
 */
export function holdsEntries(root: TreeMap): boolean {
  if (root.has("apiVersion")) return false;
  if (root.has("entries")) return true;
  if (asText(root.get("namespace")) === undefined) return false;
  const kind = asText(root.get("kind"));
  return kind !== undefined && (root.has("name") || kind.includes(".")) || misspeltEntries(root) !== undefined;
}

/** The key of a list that was probably meant to be `entries`. */
export function misspeltEntries(root: TreeMap): string | undefined {
  return [...root].find(([key, tree]) => key !== "entries" && asList(tree) && suggest(key, ["entries"]))?.[0];
}

/**
 * Whether a text that cannot be parsed was probably meant to hold entries.
 *
 * @param text a file, or its beginning
 */
export function claimsEntries(text: string): boolean {
  const keys = keysOf(text);
  if (keys.has("apiVersion")) return false;
  return keys.has("entries") || ["namespace", "name", "kind"].every((key) => keys.has(key));
}

/** The keys at the top of a text, which need not be sound YAML or JSON. */
function keysOf(text: string): ReadonlySet<string> {
  return /^\s*\{(?!\{)/.test(text)
    ? keysOfJson(text)
    : new Set(Array.from(text.matchAll(KEY_REGEXP), ([, , key]) => key!));
}

function keysOfJson(text: string): ReadonlySet<string> {
  const keys = new Set<string>();
  let depth = 0;
  for (const [token, name, colon] of text.matchAll(JSON_TOKEN_REGEXP)) {
    if (name !== undefined && colon !== undefined && depth === 1) keys.add(name);
    else if (token === "{" || token === "[") depth++;
    else if (token === "}" || token === "]") depth--;
  }
  return keys;
}
