import type { AppError } from "../base/mod.ts";
import type { DataPath, Entry, EnvField, FilledData, FilledField } from "../registry/mod.ts";
import { parsePlaceholders } from "./parse_placeholders.ts";
import { type Placeholder, placeholderText } from "./placeholder.ts";

/** What is known of a variable that an entry names. */
export type Lookup =
  | { readonly type: "value"; readonly value: string }
  /** `faulty`: the variable's own entry has faults, which are reported there. */
  | { readonly type: "unknown" | "unset" | "faulty" }
  | { readonly type: "failed"; readonly error: AppError };

/** A variable without a value, and where it is asked for. */
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
  /** Lets the names of variables without a value stand for their values, to look at everything else. */
  readonly standIns: boolean;
}

/**
 * Fills the placeholders and `_env` fields of an entry's data (spec/env.md §4, §5). What a `file://` value brought is
 * left alone. The entry itself keeps the text as it is written.
 */
export async function fillData(
  entry: Entry,
  options: FillOptions,
): Promise<FilledData & { readonly unresolved: readonly Unresolved[] }> {
  const data = structuredClone(entry.data);
  const filler = new Filler(entry, data, options);
  await filler.fillPlaceholders(data, []);
  for (const field of options.envFields) await filler.fillEnvField(field);
  return { data, fields: filler.fields, unresolved: filler.unresolved };
}

class Filler {
  readonly fields: FilledField[] = [];
  readonly unresolved: Unresolved[] = [];
  readonly #entry: Entry;
  readonly #data: object;
  readonly #options: FillOptions;

  constructor(entry: Entry, data: object, options: FillOptions) {
    this.#entry = entry;
    this.#data = data;
    this.#options = options;
  }

  async fillPlaceholders(parent: object, path: DataPath): Promise<void> {
    for (const [key, value] of Object.entries(parent)) {
      const place = [...path, Array.isArray(parent) ? Number(key) : key];
      if (typeof value === "object" && value !== null) await this.fillPlaceholders(value, place);
      if (typeof value === "string" && value.includes("${") && this.#entry.sourceFile(place) === undefined) {
        put(parent, key, await this.#fillText(value, place));
      }
    }
  }

  async fillEnvField(field: EnvField): Promise<void> {
    const parent = parentOf(this.#data, field.path);
    const key = field.path.at(-1)!;
    const name = own(parent, key);
    if (!parent || typeof name !== "string" || name === "") return;
    const target = field.target.at(-1)!;
    const literal = own(parent, target);
    if (literal !== undefined && literal !== null && literal !== "") {
      if (!field.isRequired) Reflect.deleteProperty(parent, key); // the literal counts
      return;
    }
    const lookup = await this.#options.lookUp(name, field.path);
    const hasValue = lookup.type === "value";
    if (!hasValue) this.unresolved.push({ path: field.path, name, lookup, envField: field });
    // What is required keeps its field: the schema is to see that a credential is given.
    if (!hasValue && field.isRequired) return;
    Reflect.deleteProperty(parent, key);
    if (!hasValue && !this.#options.standIns) return;
    put(parent, target, hasValue ? lookup.value : name);
    this.fields.push({ path: field.target, source: variables([name]), hasValue });
  }

  async #fillText(text: string, path: DataPath): Promise<string> {
    const parts = parsePlaceholders(text);
    const placeholders = parts.filter((part) => typeof part !== "string");
    if (placeholders.length === 0) return parts.join("");
    const values: (string | undefined)[] = [];
    for (const part of parts) values.push(typeof part === "string" ? part : await this.#valueOf(part, path));
    const [only] = parts.length === 1 ? placeholders : [];
    this.fields.push({
      path,
      source: variables(placeholders.map(({ name }) => name)),
      hasValue: !values.includes(undefined),
      ...(only && { whole: only }),
    });
    return values.map((value, index) => value ?? placeholderText(parts[index] as Placeholder)).join("");
  }

  async #valueOf({ name, inlineDefault }: Placeholder, path: DataPath): Promise<string | undefined> {
    const lookup = await this.#options.lookUp(name, path);
    if (lookup.type === "value") return lookup.value;
    if (lookup.type !== "failed" && inlineDefault !== undefined) return inlineDefault;
    this.unresolved.push({ path, name, lookup });
    return undefined;
  }
}

function variables(names: readonly string[]): string {
  const list = [...new Set(names)].map((name) => `"${name}"`).join(", ");
  return names.length === 1 ? `the variable ${list}` : `the variables ${list}`;
}

function parentOf(data: object, path: DataPath): object | undefined {
  let at: unknown = data;
  for (const step of path.slice(0, -1)) at = own(at, step);
  return typeof at === "object" && at !== null ? at : undefined;
}

function own(parent: unknown, key: string | number): unknown {
  return Object.getOwnPropertyDescriptor(parent ?? {}, key)?.value;
}

function put(parent: object, key: string | number, value: unknown): void {
  Object.defineProperty(parent, key, { value, writable: true, enumerable: true, configurable: true });
}
