import { AppError, type EnvStorage } from "../base/mod.ts";
import type { Collector } from "../diagnostics/mod.ts";
import type { SystemEnvironment } from "../platform/mod.ts";
import {
  type Configured,
  type DataPath,
  decode,
  type Entry,
  type FilledEntry,
  fillEntry,
  type Kind,
  type Reference,
  type RegistryEntry,
  typeOverrides,
} from "../registry/mod.ts";
import { EnvRegistry, fillData, type Lookup, type VariableIndex } from "../resolve/mod.ts";
import type { ArrangedEntries } from "./_arrange.ts";
import { reportUnresolved } from "./_report_unresolved.ts";

/** The input of {@linkcode decodeEntries} beside the entries. */
export interface DecodeOptions {
  /** Absolute path. */
  readonly appFolder: string;
  /** By name. */
  readonly kinds: ReadonlyMap<string, Kind>;
  readonly index: VariableIndex;
  readonly systemEnvironment: SystemEnvironment;
  /** Severity of a variable without a value. */
  readonly unresolved: "error" | "warning";
  readonly collector: Collector;
}

/** The entries after their placeholders are filled and their kinds' schemas have taken them. */
export interface DecodedEntries {
  /** All entries by id, ordered by id. They know which of their fields variables give. */
  readonly entries: ReadonlyMap<string, RegistryEntry>;
  /** The entries that are at least partly right; by id, ordered by id. */
  readonly configured: ReadonlyMap<string, Configured>;
  /** By id, what linking needs. It may hold secrets, so that it is not kept. */
  readonly filled: ReadonlyMap<string, Pick<FilledEntry, "data"> & { readonly needs: readonly Reference[] }>;
  readonly environment: EnvRegistry;
}

/** Fills and decodes the entries of an application, and reports the faults of those that take no part in it. */
export async function decodeEntries(
  { entries, duplicates }: Pick<ArrangedEntries, "entries" | "duplicates">,
  options: DecodeOptions,
): Promise<DecodedEntries> {
  const decoder = new EntryDecoder(entries, options);
  for (const id of entries.keys()) await decoder.decode(id);
  for (const entry of duplicates) await decoder.check(entry);
  const all = [...entries.keys()].map((id) => decoder.decoded.get(id)!);
  return {
    entries: new Map(all.map(({ entry }) => [entry.id, entry])),
    configured: new Map(all.flatMap(({ entry, configured }) => configured ? [[entry.id, configured]] : [])),
    filled: new Map(all.map(({ entry, data, needs }) => [entry.id, { data, needs }])),
    environment: decoder.environment,
  };
}

/** An entry after all stages up to decoding. */
interface DecodedEntry extends FilledEntry {
  /** The variables that it uses. */
  readonly needs: readonly Reference[];
  readonly configured: Configured | undefined;
}

/** Decodes entries, each after the variables that it uses and their storages, and brings these to life. */
class EntryDecoder {
  readonly environment: EnvRegistry;
  readonly decoded = new Map<string, DecodedEntry>();
  readonly #entries: ReadonlyMap<string, RegistryEntry>;
  readonly #options: DecodeOptions;
  readonly #storages = new Map<string, EnvStorage>();
  readonly #begun = new Set<string>();

  constructor(entries: ReadonlyMap<string, RegistryEntry>, options: DecodeOptions) {
    this.#entries = entries;
    this.#options = options;
    this.environment = new EnvRegistry(options.index);
  }

  /** Decodes an entry unless that is done or, in a loop of variables, going on: the graph reports loops. */
  async decode(id: string): Promise<void> {
    const entry = this.#entries.get(id);
    if (!entry || this.#begun.has(id)) return;
    this.#begun.add(id);
    const decoded = await this.#decode(entry);
    this.decoded.set(id, decoded);
    // Its faults are reported already: they are not reported again at each use.
    if (decoded.configured && !decoded.configured.isPartial) await this.#bringToLife(decoded.configured, decoded.data);
  }

  /** Reports the faults of an entry that takes no part in the application. */
  async check(entry: RegistryEntry): Promise<void> {
    await this.#decode(entry);
  }

  async #decode(arranged: RegistryEntry): Promise<DecodedEntry> {
    const { kinds, unresolved: severity, collector } = this.#options;
    const kind = kinds.get(arranged.kind);
    const entry = typeOverrides(arranged, kind);
    const needs: Reference[] = [];
    const { fillings, unresolved } = await fillData(entry, {
      envFields: kind?.envFields ?? [],
      standIns: severity === "warning",
      lookUp: (name, path) => this.#lookUp(name, path, entry, needs),
    });
    const filled = fillEntry(entry, fillings);
    reportUnresolved(entry, unresolved, { ...this.#options, entries: this.#entries });
    return { ...filled, needs, configured: decode(filled, kinds, collector) };
  }

  async #lookUp(name: string, path: DataPath, entry: Entry, needs: Reference[]): Promise<Lookup> {
    const id = this.#options.index.find(name, entry.namespace);
    if (id === undefined) return { type: "unknown" };
    needs.push({ target: id, path, edge: "needs" });
    await this.decode(id);
    return await lookUp(this.environment, id, name, entry.namespace);
  }

  async #bringToLife(configured: Configured, data: Entry["data"]): Promise<void> {
    const { entry, kind } = configured;
    const { storage, variable } = kind.provides ?? {};
    if (storage) {
      const { appFolder, systemEnvironment } = this.#options;
      for (const { target } of kind.references(entry, data)) await this.decode(target);
      const storages = this.#storages; // a storage may keep the function, and must not keep the values of entries
      const made = storage(configured, { appFolder, systemEnvironment, storage: (id) => storages.get(id) });
      if (made) this.#storages.set(entry.id, made);
    }
    if (variable) {
      const { storage: storageId, ...declaration } = variable(configured);
      await this.decode(storageId);
      const storage = this.#storages.get(storageId);
      if (storage) this.environment.declare({ id: entry.id, storage, ...declaration });
    }
  }
}

/** Reads a declared variable. */
export async function lookUp(environment: EnvRegistry, id: string, name: string, namespace: string): Promise<Lookup> {
  if (!environment.has(id)) return { type: "faulty" };
  try {
    return { type: "value", value: await environment.get(name, namespace) };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return error.kind === "NotFound" ? { type: "unset" } : { type: "failed", error };
  }
}
