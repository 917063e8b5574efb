import { type Collector, isSecretKey, quote, suggest, withArticle } from "../diagnostics/mod.ts";
import { decodeRest, decodeStrictly, valueAt } from "./_decode_strictly.ts";
import type { SchemaFault } from "./_issues.ts";
import type { RegistryEntry } from "./_registry_entry.ts";
import { describeForm, settleTypes } from "./_settle_types.ts";
import type { DataPath } from "./entry.ts";
import type { FilledData, FilledField } from "./filled_data.ts";
import type { Configured, Kind } from "./kind.ts";
import type { Override } from "./override.ts";
import { UNSUPPORTED_KINDS, unsupportedKind } from "./unsupported_kinds.ts";

/**
 * Checks an entry's data against the schema of its kind and reports all faults.
 *
 * @param filled the data with placeholders filled; a field that is one placeholder takes the type that the schema wants
 * @returns made without the values at fault, if there are any; undefined when nothing can be made of the entry
 */
export function decode(
  entry: RegistryEntry,
  kinds: ReadonlyMap<string, Kind>,
  filled: FilledData,
  collector: Collector,
): Configured | undefined {
  const kind = kinds.get(entry.kind);
  if (!kind) {
    reportKind(entry, kinds, collector);
    return undefined;
  }
  entry.setFilled(filled.fields);
  const reporter = new Reporter(entry, kind, collector);
  const { data, unfit } = settleTypes(kind, filled);
  for (const field of unfit) reporter.reportUnfit(field);
  const { unknown, faults, value } = decodeStrictly(kind, data);
  for (const fault of unknown) reporter.reportUnknown(fault);
  // A missing key whose misspelling is reported already is not a second fault.
  const misspelt = new Set(unknown.map((fault) => keyOf([...fault.path.slice(0, -1), suggestionOf(fault) ?? ""])));
  for (const fault of faults) {
    const known = fault.code === "missing-key" && misspelt.has(keyOf(fault.path));
    if (!known && !isSettled(entry, fault.path)) reporter.report(fault);
  }
  const wrong = [...entry.damagedData, ...[...unknown, ...faults, ...unfit].map(({ path }) => path)];
  const isWhole = faults.length + unfit.length === 0 && !entry.isDamaged;
  if (isWhole && (unknown.length === 0 || kind.unknownKeys === "warning")) return { entry, kind, config: value };
  const rest = decodeRest(kind, data, wrong);
  return rest && { entry, kind, config: rest.value, isPartial: true };
}

/** Whether what is wrong there is reported already: a file that cannot be read, a variable without a value. */
function isSettled(entry: RegistryEntry, path: DataPath): boolean {
  return entry.isDamagedAt(["data", ...path]) || entry.filledField(["data", ...path])?.hasValue === false;
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

/**
 * Where a schema refuses an override's value, tries the other readings of its text (spec/registry.md §8).
 *
 * @param overrides those of this entry
 */
export function chooseOverrides(entry: RegistryEntry, kind: Kind, overrides: readonly Override[]): void {
  for (const { path, values, origin } of overrides) {
    if (path[0] !== "data" || entry.sourceFile(path) !== undefined) continue;
    const fitting = values.find((candidate) => {
      entry.override(path, candidate, origin);
      return !decodeStrictly(kind, entry.data).faults.some((fault) => overlaps(["data", ...fault.path], path));
    });
    if (fitting === undefined) entry.override(path, values[0], origin);
  }
}

function overlaps(a: DataPath, b: DataPath): boolean {
  return Array.from({ length: Math.min(a.length, b.length) }, (_, index) => index)
    .every((index) => String(a[index]) === String(b[index]));
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
  reportUnfit({ path, source, whole }: FilledField): void {
    const message = `Invalid ${quote(path.join("."))}: ${source} does not hold ${describeForm(whole!.inlineDefault!)}`;
    const notes = ["The default in the placeholder says which type is wanted"];
    this.#entry.report(this.#collector, ["data", ...path], "invalid-value", message, { notes });
  }

  report(fault: SchemaFault): void {
    const field = this.#entry.filledField(["data", ...fault.path]);
    if (field) return this.#reportFilled(fault, field);
    const { code, path, message, generated, known } = fault;
    const name = quote(path.join("."));
    const found = valueAt(this.#entry.data, path);
    const near = typeof found === "string" ? suggest(found, known) : undefined;
    this.#entry.report(
      this.#collector,
      ["data", ...path],
      code,
      generated ? sentenceOf(code, name, message) : capitalize(message),
      { notes: near === undefined ? [] : [`Did you mean ${quote(near)}?`] },
    );
  }

  /** Names where the value comes from, and never the value; a schema's own words may repeat it. */
  #reportFilled({ code, path, message, generated }: SchemaFault, { source }: FilledField): void {
    const wanted = generated ? `: ${message.replace(/, found .*/s, "")}` : "";
    const text = `Invalid ${quote(path.join("."))}: the value of ${source} is not allowed here${wanted}`;
    this.#entry.report(this.#collector, ["data", ...path], code, text);
  }
}

function sentenceOf(code: SchemaFault["code"], name: string, message: string): string {
  return code === "missing-key" ? `Missing key ${name}` : `Invalid ${name}: ${message}`;
}

/** Sentence case, for an author's text that begins with an ordinary word. */
function capitalize(text: string): string {
  return /^[a-z]+[ ,]/.test(text) ? text[0]!.toUpperCase() + text.slice(1) : text;
}
