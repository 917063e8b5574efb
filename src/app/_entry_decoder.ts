import { AppError, type EnvStorage } from "../base/mod.ts";
import type { Collector } from "../diagnostics/mod.ts";
import type { SystemEnvironment } from "../platform/mod.ts";
import {
  chooseOverrides,
  type Configured,
  type DataPath,
  decode,
  type Entry,
  type Kind,
  type Override,
  type Reference,
  type RegistryEntry,
} from "../registry/mod.ts";
import { EnvRegistry, fillData, type Lookup, type VariableIndex } from "../resolve/mod.ts";
import { reportUnresolved } from "./_report_unresolved.ts";

/** What an {@linkcode EntryDecoder} works on. */
export interface EntryDecoderOptions {
  /** Absolute path. */
  readonly appFolder: string;
  /** By id. */
  readonly entries: ReadonlyMap<string, RegistryEntry>;
  /** By name. */
  readonly kinds: ReadonlyMap<string, Kind>;
  readonly overrides: readonly Override[];
  readonly index: VariableIndex;
  readonly systemEnvironment: SystemEnvironment;
  /** How grave it is that a variable has no value. */
  readonly unresolved: "error" | "warning";
  readonly collector: Collector;
}

/** What linking needs of an entry. */
export interface FilledEntry {
  /** With placeholders filled: may hold secrets. */
  readonly data: Entry["data"];
  /** The variables that it uses. */
  readonly needs: readonly Reference[];
}

/** Decodes entries, each after the variables that it uses and their storages, and brings these to life. */
export class EntryDecoder {
  readonly environment: EnvRegistry;
  readonly configured = new Map<string, Configured>();
  readonly #options: EntryDecoderOptions;
  readonly #overrides: ReadonlyMap<string, readonly Override[]>;
  readonly #filled = new Map<string, FilledEntry>();
  readonly #storages = new Map<string, EnvStorage>();
  readonly #begun = new Set<string>();

  constructor(options: EntryDecoderOptions) {
    this.#options = options;
    this.#overrides = Map.groupBy(options.overrides, (override) => override.id);
    this.environment = new EnvRegistry(options.index);
  }

  /** The data of all entries so far, once: it is not kept. */
  takeFilled(): ReadonlyMap<string, FilledEntry> {
    const filled = new Map(this.#filled);
    this.#filled.clear();
    return filled;
  }

  /** Decodes an entry unless that is done or, in a loop of variables, going on: the graph reports loops. */
  async decode(id: string): Promise<void> {
    const entry = this.#options.entries.get(id);
    if (!entry || this.#begun.has(id)) return;
    this.#begun.add(id);
    const { configured, ...filled } = await this.#decode(entry, this.#overrides.get(id) ?? []);
    this.#filled.set(id, filled);
    if (!configured) return;
    this.configured.set(id, configured);
    // What follows from its faults is not to be reported where it is used.
    if (!configured.isPartial) await this.#bringToLife(configured);
  }

  /** Reports the faults of an entry that takes no part in the application. */
  async check(entry: RegistryEntry): Promise<void> {
    await this.#decode(entry, []);
  }

  async #decode(
    entry: RegistryEntry,
    overrides: readonly Override[],
  ): Promise<FilledEntry & { readonly configured: Configured | undefined }> {
    const { kinds, collector } = this.#options;
    const kind = kinds.get(entry.kind);
    if (kind) chooseOverrides(entry, kind, overrides);
    const needs: Reference[] = [];
    const filled = await fillData(entry, {
      envFields: kind?.envFields ?? [],
      standIns: this.#options.unresolved === "warning",
      lookUp: (name, path) => this.#lookUp(name, path, entry, needs),
    });
    reportUnresolved(entry, filled.unresolved, this.#options);
    return { data: filled.data, needs, configured: decode(entry, kinds, filled, collector) };
  }

  async #lookUp(name: string, path: DataPath, entry: Entry, needs: Reference[]): Promise<Lookup> {
    const id = this.#options.index.find(name, entry.namespace);
    if (id === undefined) return { type: "unknown" };
    needs.push({ target: id, path, edge: "needs" });
    await this.decode(id);
    return await lookUp(this.environment, id, name, entry.namespace);
  }

  async #bringToLife(configured: Configured): Promise<void> {
    const { entry, kind } = configured;
    const { storage, variable } = kind.provides ?? {};
    if (storage) {
      const { appFolder, systemEnvironment } = this.#options;
      for (const { target } of kind.references(entry, this.#filled.get(entry.id)!.data)) await this.decode(target);
      const storageOf = (id: string) => this.#storages.get(id);
      const made = storage(configured, { appFolder, systemEnvironment, storage: storageOf });
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

/** What a declared variable holds now. */
export async function lookUp(environment: EnvRegistry, id: string, name: string, namespace: string): Promise<Lookup> {
  if (!environment.has(id)) return { type: "faulty" };
  try {
    return { type: "value", value: await environment.get(name, namespace) };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return error.kind === "NotFound" ? { type: "unset" } : { type: "failed", error };
  }
}
