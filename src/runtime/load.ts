import { Collector } from "../diagnostics/mod.ts";
import { link } from "../graph/mod.ts";
import {
  applyOverrides,
  type Configured,
  decode,
  discover,
  type Kind,
  type Override,
  parseOverrides,
  readEntries,
  readFileValues,
  type RegistryContents,
} from "../registry/mod.ts";
import type { LoadedApp } from "./loaded_app.ts";

/** What {@linkcode load} works on. */
export interface LoadOptions {
  /** Absolute path. */
  appFolder: string;
  /** Texts of `-o`, as written: `NS:ENTRY:PATH=VALUE`. @default none */
  overrides?: readonly string[];
  kinds: readonly Kind[];
}

/**
 * Reads an application: files → parse → envelope → overrides → `file://` → decode by kind → link → check. Faults in the
 * user's files are collected, never thrown, and one entry's faults hide no other's.
 */
export async function load({ appFolder, overrides: texts = [], kinds }: LoadOptions): Promise<LoadedApp> {
  const collector = new Collector();
  const overrides = parseOverrides(texts, collector);
  const discovery = await discover(appFolder, collector);
  if (!discovery) return emptyApp(appFolder, collector);
  const contents = await readEntries(discovery, collector);
  const { entries, duplicates, incomplete, ignoredFiles } = contents;
  applyOverrides(overrides, entries, incomplete, collector);
  for (const entry of [...entries.values(), ...duplicates]) {
    await readFileValues(entry, discovery.sourceRoot, collector);
  }
  const byName = new Map(kinds.map((kind) => [kind.name, kind]));
  const configured = decodeAll(contents, byName, overrides, collector);
  const graph = link({
    entries,
    configured,
    mayExist: (id) => incomplete.mayHold(id),
    kinds: byName,
    dataOf: (id) => entries.get(id)!.data,
    collector,
  });
  const context = { collector, find: graph.find.bind(graph), members: graph.members.bind(graph) };
  for (const one of configured.values()) one.kind.check?.(one, context);
  return {
    appFolder,
    collector,
    entries: [...entries.values()],
    configured: [...configured.values()],
    layers: graph.layers,
    find: context.find,
    members: context.members,
    needs: graph.needs.bind(graph),
    ignoredFiles,
  };
}

function emptyApp(appFolder: string, collector: Collector): LoadedApp {
  const nothing = {
    entries: [],
    configured: [],
    layers: [],
    ignoredFiles: [],
    find: () => undefined,
    members: () => [],
    needs: () => [],
  };
  return { appFolder, collector, ...nothing };
}

function decodeAll(
  { entries, duplicates }: RegistryContents,
  kinds: ReadonlyMap<string, Kind>,
  overrides: readonly Override[],
  collector: Collector,
): Map<string, Configured> {
  const byId = Map.groupBy(overrides, (override) => override.id);
  const configured = new Map<string, Configured>();
  for (const entry of entries.values()) {
    const decoded = decode(entry, kinds, byId.get(entry.id) ?? [], collector);
    if (decoded) configured.set(entry.id, decoded);
  }
  for (const entry of duplicates) decode(entry, kinds, [], collector);
  return configured;
}
