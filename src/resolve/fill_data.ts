import { type AppError, type DataPath, valueAt } from "../base/mod.ts";
import type { Entry, EnvField, Filling } from "../registry/mod.ts";
import { parsePlaceholders, type Placeholder, placeholderText } from "./parse_placeholders.ts";

/** The result of looking up a variable that an entry names. */
export type Lookup =
  | { readonly type: "value"; readonly value: string }
  /** `faulty`: the variable's own entry has faults, which are reported there. */
  | { readonly type: "unknown" | "unset" | "faulty" }
  | { readonly type: "failed"; readonly error: AppError };

/** A variable without a value, and the place that names it. */
export interface Unresolved {
  /** From the entry's data. */
  readonly path: DataPath;
  /** As the entry writes it. */
  readonly name: string;
  readonly lookup: Exclude<Lookup, { type: "value" }>;
  /** The `_env` field that names it; absent for a placeholder. */
  readonly envField?: EnvField;
}

/** How {@linkcode fillData} fills. */
export interface FillOptions {
  readonly envFields: readonly EnvField[];
  /** @param path where it is named, from the entry's data */
  lookUp(name: string, path: DataPath): Promise<Lookup>;
  /** Puts the name of a variable in the place of a value that it lacks, so that all else can be checked. */
  readonly standIns: boolean;
}

/** The result of {@linkcode fillData}. */
export interface FilledTexts {
  /** In the order in which they are to be laid into the data. */
  readonly fillings: readonly Filling[];
  readonly unresolved: readonly Unresolved[];
}

/**
 * Looks up the variables that the placeholders and `_env` fields of an entry's data name (spec/env.md §4, §5), and says
 * what becomes of each text. What a `file://` value brought is left alone.
 *
 * @param entry is not changed: it keeps its texts as they are written
 */
export async function fillData(entry: Entry, options: FillOptions): Promise<FilledTexts> {
  const filler = new Filler(entry, options);
  await filler.fillPlaceholders(entry.data, []);
  for (const field of options.envFields) await filler.fillEnvField(field);
  return filler;
}

class Filler implements FilledTexts {
  readonly fillings: Filling[] = [];
  readonly unresolved: Unresolved[] = [];
  readonly #entry: Entry;
  readonly #options: FillOptions;

  constructor(entry: Entry, options: FillOptions) {
    this.#entry = entry;
    this.#options = options;
  }

  async fillPlaceholders(parent: object, path: DataPath): Promise<void> {
    for (const [key, value] of Object.entries(parent)) {
      const place = [...path, Array.isArray(parent) ? Number(key) : key];
      if (typeof value === "object" && value !== null) await this.fillPlaceholders(value, place);
      if (typeof value === "string" && value.includes("${") && this.#entry.sourceFile(place) === undefined) {
        await this.#fillText(value, place);
      }
    }
  }

  async fillEnvField(envField: EnvField): Promise<void> {
    const { path, target, isRequired } = envField;
    const name = this.#valueAt(path);
    if (typeof name !== "string" || name === "") return;
    const literal = this.#valueAt(target);
    if (literal !== undefined && literal !== null && literal !== "") {
      if (!isRequired) this.fillings.push({ path }); // the literal counts
      return;
    }
    const lookup = await this.#options.lookUp(name, path);
    const hasValue = lookup.type === "value";
    if (!hasValue) this.unresolved.push({ path, name, lookup, envField });
    // A required field stays: the schema is to see that a credential is given.
    if (!hasValue && isRequired) return;
    this.fillings.push({ path });
    if (!hasValue && !this.#options.standIns) return;
    const text = hasValue ? lookup.value : name;
    this.fillings.push({ path: target, text, field: { source: variables([name]), hasValue } });
  }

  async #fillText(text: string, path: DataPath): Promise<void> {
    const parts = parsePlaceholders(text);
    const placeholders = parts.filter((part) => typeof part !== "string");
    let filled = "";
    let hasValue = true;
    let isDefault = true;
    for (const part of parts) {
      if (typeof part === "string") {
        filled += part;
        continue;
      }
      const given = await this.#valueOf(part, path);
      filled += given?.value ?? placeholderText(part);
      hasValue &&= given !== undefined;
      isDefault &&= given?.isDefault ?? false;
    }
    if (placeholders.length === 0) {
      if (filled !== text) this.fillings.push({ path, text: filled });
      return;
    }
    const [only] = parts.length === 1 ? placeholders : [];
    const source = variables(placeholders.map(({ name }) => name));
    const field = { source, isDefault, hasValue };
    this.fillings.push({ path, text: filled, field, ...only && { whole: only } });
  }

  async #valueOf(
    { name, inlineDefault }: Placeholder,
    path: DataPath,
  ): Promise<{ value: string; isDefault: boolean } | undefined> {
    const lookup = await this.#options.lookUp(name, path);
    if (lookup.type === "value") return { value: lookup.value, isDefault: false };
    if (lookup.type !== "failed" && inlineDefault !== undefined) return { value: inlineDefault, isDefault: true };
    this.unresolved.push({ path, name, lookup });
    return undefined;
  }

  /** The value at a path with its placeholders filled. */
  #valueAt(path: DataPath): unknown {
    const filling = this.fillings.find((one) => one.path.join("\0") === path.join("\0"));
    return filling ? filling.text : valueAt(this.#entry.data, path);
  }
}

function variables(names: readonly string[]): string {
  const list = [...new Set(names)].map((name) => `"${name}"`).join(", ");
  return names.length === 1 ? `the variable ${list}` : `the variables ${list}`;
}
