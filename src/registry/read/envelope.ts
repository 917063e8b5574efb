import { type Collector, type Note, quote, suggest } from "../../diagnostics/mod.ts";
import { claimsEntries, holdsEntries, isIndexFile, misspeltEntries } from "./ownership.ts";
import { RegistryEntry } from "../registry_entry.ts";
import { asList, asMap, asText, describeType, type Tree, type TreeMap } from "../tree.ts";
import type { Incomplete } from "../incomplete.ts";
import type { ParsedFile } from "./parse.ts";

const LIST_KEYS = ["version", "namespace", "meta", "entries", "requirements"];
const ENTRY_KEYS = ["name", "kind", "meta", "data"];
/** Keys of a single-entry file that are not its data. */
const SINGLE_RESERVED = ["namespace", "name", "kind", "meta", "version", "requirements", "entries"];
const LIST_RESERVED = ["name", "kind", "meta"];
const NAMESPACE_REGEXP = /^["']?namespace["']?[ \t]*:[ \t]*["']?([\w.-]+)/m;

/** Collects the faults of files, and the entries that could not be read. */
export interface EnvelopeContext {
  readonly collector: Collector;
  readonly incomplete: Incomplete;
}

/**
 * Reads the entries of a file (spec/registry.md §1.1): list form or single form, `data` map or flat fields, the file's
 * `meta` below the entries' own. Faults are collected; entries without fault are read all the same.
 *
 * @param parsed its faults are reported here, when the file turns out to hold entries
 * @param context gathers faults, and what could not be read
 * @returns undefined for a file that holds no entries by the rule of architecture.md §4 and is to be ignored
 */
export function readEnvelope(parsed: ParsedFile, context: EnvelopeContext): RegistryEntry[] | undefined {
  const { collector, incomplete } = context;
  const root = asMap(parsed.root);
  if (!isOurs(parsed)) return undefined;
  const namespace = asText(root?.get("namespace"));
  for (const { range, code, message, severity, notes = [] } of parsed.faults) {
    collector.report(range, code, message, { severity, notes });
  }
  if (!parsed.intact) {
    incomplete.addNamespace(namespace ?? NAMESPACE_REGEXP.exec(parsed.text)?.[1]);
    return [];
  }
  if (namespace && root) return new EnvelopeReader(parsed.file, namespace, parsed.root!, context).read();
  const place = root?.get("namespace")?.range ?? startOf(parsed);
  collector.report(place, "missing-namespace", "The file has no namespace", {
    notes: ['Add "namespace: NAME" at the top of the file'],
  });
  for (const entry of [root, ...asList(root?.get("entries"))?.map(asMap) ?? []]) {
    const name = asText(entry?.get("name"));
    if (name !== undefined) incomplete.addName(name);
  }
  return [];
}

/** An object of Kubernetes is another tool's, even in a file with our name. */
function isOurs({ file, text, intact, root }: ParsedFile): boolean {
  const map = asMap(root);
  if (map?.has("apiVersion")) return false;
  return isIndexFile(file) || (intact ? map !== undefined && holdsEntries(map) : claimsEntries(text));
}

/** Keys `x-…` at the top of a file hold anchors for the rest of it. */
function isExtension(key: string): boolean {
  return key.startsWith("x-");
}

function startOf({ file }: ParsedFile) {
  return { file, line: 1, column: 1, endLine: 1, endColumn: 1 };
}

class EnvelopeReader {
  #file: string;
  #namespace: string;
  #root: Tree;
  #fields: TreeMap;
  #context: EnvelopeContext;

  constructor(file: string, namespace: string, root: Tree, context: EnvelopeContext) {
    this.#file = file;
    this.#namespace = namespace;
    this.#root = root;
    this.#fields = asMap(root)!;
    this.#context = context;
  }

  read(): RegistryEntry[] {
    const entries = this.#fields.get("entries");
    if (!entries) return this.#readSingle();
    const list = asList(entries);
    this.#warnOfUnknown(this.#fields, LIST_KEYS, "a registry file");
    if (list) return list.flatMap((tree, index) => this.#readEntry(tree, `entries[${index}]`, LIST_RESERVED));
    this.#fault(entries, "wrong-type", `"entries" must be a list, found ${describeType(entries.content)}`);
    this.#context.incomplete.addNamespace(this.#namespace);
    return [];
  }

  #readSingle(): RegistryEntry[] {
    if (this.#fields.has("name") || this.#fields.has("kind")) {
      const extensions = [...this.#fields.keys()].filter(isExtension);
      return this.#readEntry(this.#root, "entry", [...SINGLE_RESERVED, ...extensions]);
    }
    const guess = misspeltEntries(this.#fields);
    const notes = guess === undefined ? [] : [`Did you mean "entries" instead of ${quote(guess)}?`];
    const place = guess === undefined ? this.#fields.get("namespace")! : this.#fields.get(guess)!;
    const message = 'The file needs an "entries" list, or "name" and "kind" of a single entry';
    this.#context.collector.report(place.key ?? place.range, "invalid-file", message, { notes });
    this.#context.incomplete.addNamespace(this.#namespace);
    return [];
  }

  #readEntry(tree: Tree, label: string, reserved: readonly string[]): RegistryEntry[] {
    const { incomplete } = this.#context;
    const map = asMap(tree);
    if (!map) {
      this.#fault(tree, "wrong-type", `${label} must be a map, found ${describeType(tree.content)}`);
      incomplete.addNamespace(this.#namespace);
      return [];
    }
    const name = this.#requireText(map, tree, "name", label);
    const kind = this.#requireText(map, tree, "kind", label);
    const fileMeta = this.#mapAt(this.#fields, "meta");
    const sound = this.#mapAt(map, "meta") !== null && this.#mapAt(map, "data") !== null && fileMeta !== null;
    if (map.has("data")) this.#warnOfUnknown(map, [...ENTRY_KEYS, ...reserved], 'an entry with a "data" map');
    if (name === undefined) incomplete.addNamespace(this.#namespace);
    else if (kind === undefined || !sound) incomplete.addId(`${this.#namespace}:${name}`);
    if (name === undefined || kind === undefined || !sound) return [];
    const written = { file: this.#file, namespace: this.#namespace, name, tree, reserved };
    return [RegistryEntry.read({ ...written, fileMeta: map === this.#fields ? undefined : fileMeta })];
  }

  /** The text of a required key; undefined, with a diagnostic, when there is none. */
  #requireText(map: TreeMap, entry: Tree, key: "name" | "kind", label: string): string | undefined {
    const tree = map.get(key);
    const text = asText(tree);
    if (text !== undefined) return text;
    const place = tree ?? map.get("name") ?? entry;
    const code = tree ? "wrong-type" : "missing-key";
    const found = tree ? `, found ${describeType(tree.content)}` : "";
    this.#fault(place, code, `${label}.${key} must be text that is not empty${found}`);
    return undefined;
  }

  /** The map at a key; undefined when there is none, null, with a diagnostic, when it is something else. */
  #mapAt(map: TreeMap, key: string): Tree | undefined | null {
    const tree = map.get(key);
    if (!tree || tree.content === null) return undefined;
    if (asMap(tree)) return tree;
    if (!this.#reported.has(tree)) {
      this.#reported.add(tree);
      this.#fault(tree, "wrong-type", `"${key}" must be a map, found ${describeType(tree.content)}`);
    }
    return null;
  }

  /** The file's meta is looked at once per entry, and reported once. */
  #reported = new Set<Tree>();

  #warnOfUnknown(map: TreeMap, known: readonly string[], where: string): void {
    for (const [key, tree] of map) {
      if (known.includes(key) || map === this.#fields && isExtension(key)) continue;
      const near = suggest(key, known);
      const notes = near === undefined
        ? [`Known keys: ${known.map(quote).join(", ")}`]
        : [`Did you mean ${quote(near)}?`];
      this.#fault(tree, "unknown-key", `Unknown key ${quote(key)} in ${where}`, notes, true);
    }
  }

  #fault(
    tree: Tree,
    code: "wrong-type" | "missing-key" | "unknown-key",
    message: string,
    notes: (string | Note)[] = [],
    warnAtKey = false,
  ): void {
    const range = warnAtKey ? tree.key ?? tree.range : tree.range;
    this.#context.collector.report(range, code, message, { notes, severity: warnAtKey ? "warning" : "error" });
  }
}
