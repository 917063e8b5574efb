import { type DataPath, isAtOrBelow } from "../../base/mod.ts";
import { type Collector, isSecretKey, quote, suggest, withArticle } from "../../diagnostics/mod.ts";
import { filledFaultText, type SchemaFault } from "./issues.ts";
import { coerce, type Misfit } from "./coerce.ts";
import { decodeRest, decodeStrictly } from "./decode_tree.ts";
import type { FilledEntry } from "./fill_entry.ts";
import type { Configured, Kind } from "../kind.ts";
import type { RegistryEntry } from "../registry_entry.ts";
import { leavesOf, type Tree, treeAt } from "../tree.ts";
import { UNSUPPORTED_KINDS, unsupportedKind } from "../unsupported_kinds.ts";

/**
 * Gives the values of overrides the types that the schema of the entry's kind wants (spec/registry.md §8).
 *
 * @param entry is not changed
 * @param kind undefined when there is no such kind: the likeliest types stay
 * @returns the very entry when no type in it is open
 */
export function typeOverrides(entry: RegistryEntry, kind: Kind | undefined): RegistryEntry {
  const tree = kind ? coerce(kind.schema, entry.dataTree).tree : entry.dataTree;
  return tree === entry.dataTree ? entry : entry.with(["data"], tree);
}

/**
 * Checks an entry's data against the schema of its kind and reports all faults.
 *
 * @param filled a field that is one placeholder takes the type that the schema wants
 * @param kinds by name
 * @param collector gets the faults, each at the place that its value comes from; no fault shows the value of a variable
 * @returns made without the values at fault, if there are any; undefined when nothing can be made of the entry
 */
export function decode(
  { entry, tree: filled }: Pick<FilledEntry, "entry" | "tree">,
  kinds: ReadonlyMap<string, Kind>,
  collector: Collector,
): Configured | undefined {
  const kind = kinds.get(entry.kind);
  if (!kind) {
    reportKind(entry, kinds, collector);
    return undefined;
  }
  const reporter = new Reporter(entry, kind, collector);
  const { tree, misfits } = coerce(kind.schema, filled);
  for (const misfit of misfits) reporter.reportMisfit(misfit);
  const { unknown, faults, value } = decodeStrictly(kind.schema, tree);
  for (const fault of unknown) reporter.reportUnknown(fault);
  // A missing key whose misspelling is reported already is not a second fault.
  const misspelt = new Set(unknown.map((fault) => keyOf([...fault.path.slice(0, -1), suggestionOf(fault) ?? ""])));
  const unread = unreadFiles(entry.dataTree);
  for (const fault of faults) {
    const known = fault.code === "missing-key" && misspelt.has(keyOf(fault.path));
    const isReported = unread.some((path) => isAtOrBelow(fault.path, path)) ||
      entry.filledField(["data", ...fault.path])?.hasValue === false;
    if (!known && !isReported) reporter.report(fault);
  }
  const isWhole = faults.length + misfits.length + unread.length === 0 && unreadFiles(entry.metaTree).length === 0;
  if (isWhole && (unknown.length === 0 || kind.unknownKeys === "warning")) return { entry, kind, config: value };
  const wrong = [...unread, ...[...unknown, ...faults, ...misfits].map(({ path }) => path)];
  const rest = decodeRest(kind.schema, tree, wrong);
  return rest && { entry, kind, config: rest.value, isPartial: true };
}

function reportKind(entry: RegistryEntry, kinds: ReadonlyMap<string, Kind>, collector: Collector): void {
  const unsupported = unsupportedKind(entry.kind);
  if (unsupported) {
    const { message, severity } = unsupported;
    return entry.report(collector, ["kind"], "unsupported-kind", message, { severity });
  }
  const near = suggest(entry.kind, [...kinds.keys(), ...UNSUPPORTED_KINDS]);
  const help = near === undefined
    ? `Known kinds: ${[...kinds.keys()].map(quote).join(", ")}`
    : `Did you mean ${quote(near)}?`;
  entry.report(collector, ["kind"], "unknown-kind", `Unknown kind ${quote(entry.kind)}`, { notes: [help] });
}

/** Paths of the `file://` values whose file cannot be read, which is reported. */
function unreadFiles(tree: Tree): DataPath[] {
  return [...leavesOf(tree)].flatMap(([path, { origin }]) => origin?.type === "file" && !origin.path ? [path] : []);
}

function keyOf(path: DataPath): string {
  return path.join("\0");
}

function suggestionOf(fault: SchemaFault): string | undefined {
  return suggest(String(fault.path.at(-1)), fault.known);
}

class Reporter {
  #entry: RegistryEntry;
  #kind: Kind;
  #collector: Collector;

  constructor(entry: RegistryEntry, kind: Kind, collector: Collector) {
    this.#entry = entry;
    this.#kind = kind;
    this.#collector = collector;
  }

  reportUnknown(fault: SchemaFault): void {
    const { path, known } = fault;
    const near = suggestionOf(fault);
    if (isSecretKey(near ?? "")) this.#collector.hide(this.#entry.locate(["data", ...path]));
    const parent = path.slice(0, -1).join(".");
    const where = parent === "" ? `${withArticle(this.#kind.name)} entry` : quote(parent);
    const message = `Unknown key ${quote(String(path.at(-1)))} in ${where}`;
    const help = near === undefined ? `Known keys: ${known.map(quote).join(", ")}` : `Did you mean ${quote(near)}?`;
    this.#entry.report(this.#collector, ["data", ...path], "unknown-key", message, {
      key: true,
      severity: this.#kind.unknownKeys,
      notes: near === undefined && known.length === 0 ? [] : [help],
    });
  }

  /** A value that is no number or truth value, though the default in its placeholder is one. */
  reportMisfit({ path, tree: { origin }, expected }: Misfit): void {
    const source = origin?.type === "env" ? origin.source : "the value";
    const message = `Invalid ${quote(path.join("."))}: ${source} does not hold ${expected}`;
    const notes = ["The default in the placeholder says which type is wanted"];
    this.#entry.report(this.#collector, ["data", ...path], "invalid-value", message, { notes });
  }

  report(fault: SchemaFault): void {
    const field = this.#entry.filledField(["data", ...fault.path]);
    if (field) {
      const text = filledFaultText(fault, field);
      return this.#entry.report(this.#collector, ["data", ...fault.path], fault.code, text);
    }
    const { code, path, message, generated, known } = fault;
    const name = quote(path.join("."));
    const found = treeAt(this.#entry.dataTree, path)?.content;
    const near = typeof found === "string" ? suggest(found, known) : undefined;
    this.#entry.report(
      this.#collector,
      ["data", ...path],
      code,
      generated ? sentenceOf(code, name, message) : capitalize(message),
      { notes: near === undefined ? [] : [`Did you mean ${quote(near)}?`] },
    );
  }
}

function sentenceOf(code: SchemaFault["code"], name: string, message: string): string {
  return code === "missing-key" ? `Missing key ${name}` : `Invalid ${name}: ${message}`;
}

/** Sentence case, for an author's text that begins with an ordinary word. */
function capitalize(text: string): string {
  return /^[a-z]+[ ,]/.test(text) ? text[0]!.toUpperCase() + text.slice(1) : text;
}
