import type { AppResources } from "../base/mod.ts";
import type { Collector } from "../diagnostics/mod.ts";
import type { Configured, Entry, EntryLookup, IgnoredFile, LuaPrograms, ProgramSettings } from "../registry/mod.ts";

/** An application folder after loading: everything known about it, with or without faults. */
export interface LoadedApp extends EntryLookup {
  /** Absolute path. */
  readonly appFolder: string;
  readonly settings: ProgramSettings;
  /** Every fault of the load; nothing may be started when it has errors. */
  readonly collector: Collector;
  /** All entries with an id and a kind, ordered by id, also those that failed later checks. */
  readonly entries: readonly Entry[];
  /** The entries whose data their kind's schema takes, or could take without what is at fault; ordered by id. */
  readonly configured: readonly Configured[];
  /** Start order: everything in a layer needs only what earlier layers hold; ordered by id inside a layer. */
  readonly layers: readonly (readonly Configured[])[];
  /** The configured entries that this one names as what must run first, ordered by id. */
  needs(id: string): readonly Configured[];
  /** Its Lua code, analyzed. */
  readonly lua: LuaPrograms;
  /** What its entries declare for scripts to use: variables, stores, themselves. */
  readonly resources: AppResources;
  /**
   * The entry as it would be loaded now: with the values that its variables have by now.
   *
   * @throws {AppError} Invalid, when a variable lost its value or its new one is not allowed
   */
  refresh<C>(configured: Configured<C>): Promise<Configured<C>>;
  /** YAML and JSON files that hold no registry entries; `check --verbose` names them. */
  readonly ignoredFiles: readonly IgnoredFile[];
}
