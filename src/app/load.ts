import { join } from "node:path";
import { type Configuration, CONFIGURATION_FILES, defaultConfiguration } from "../configuration/mod.ts";
import { Collector, quote } from "../diagnostics/mod.ts";
import { link } from "../graph/mod.ts";
import { LuaCode } from "../kinds/mod.ts";
import type { SystemEnvironment } from "../platform/mod.ts";
import { environment } from "../platform/mod.ts";
import {
  type Configured,
  discover,
  type Discovery,
  hideSecrets,
  type Kind,
  parseOverrides,
  type ProgramSettings,
  readEntries,
  readFileValues,
  RegistryReader,
} from "../registry/mod.ts";
import { VariableIndex } from "../resolve/mod.ts";
import { arrange } from "./_arrange.ts";
import { EntryDecoder } from "./_entry_decoder.ts";
import { refresher } from "./_refresher.ts";
import { Stores } from "./_stores.ts";
import { entryLookup } from "./entry_lookup.ts";
import type { LoadedApp } from "./loaded_app.ts";

/** What {@linkcode load} works on. */
export interface LoadOptions {
  /** Absolute path. */
  appFolder: string;
  /** @default what holds where nothing is configured */
  configuration?: Configuration;
  /** Texts of `-o`, as written: `NS:ENTRY:PATH=VALUE`; they win over those of the configuration. @default none */
  overrides?: readonly string[];
  kinds: readonly Kind[];
  /** What `env.storage.os` reads. @default environment */
  systemEnvironment?: SystemEnvironment;
  /**
   * How grave it is that a variable has no value: a warning for who only looks at the application, perhaps where its secrets
   * are not. Such an application must not be started.
   *
   * @default "error"
   */
  unresolved?: "error" | "warning";
  /** Whether to tell also what the linter finds. @default false */
  lint?: boolean;
}

/**
 * Reads an application: files → parse → envelope → overrides, requirements and `disable` → `file://` → `${env}` → decode by
 * kind → link → check. Faults in the user's files are collected, never thrown, and one entry's faults hide no other's.
 */
export async function load(options: LoadOptions): Promise<LoadedApp> {
  const { appFolder, kinds, systemEnvironment = environment, unresolved = "error" } = options;
  const configuration = options.configuration ?? defaultConfiguration();
  const collector = new Collector();
  collector.add(configuration.diagnostics);
  const given = [...configuration.overrides, ...parseOverrides(options.overrides ?? [], collector)];
  const discovery = await discover(appFolder, collector);
  if (!discovery) return emptyApp(appFolder, configuration, collector);
  const contents = await readEntries(withoutConfiguration(discovery, appFolder, configuration), collector);
  const { incomplete, ignoredFiles } = contents;
  const byName = new Map(kinds.map((kind) => [kind.name, kind]));
  const arrangement = await arrange({ contents, given, disable: configuration.disable, discovery, collector });
  const { entries, duplicates, overrides, explain } = arrangement;
  for (const entry of [...entries.values(), ...duplicates]) {
    await readFileValues(entry, discovery.sourceRoot, collector);
    hideSecrets(entry, byName.get(entry.kind), collector);
  }
  const index = new VariableIndex(entries.values());
  const decoder = new EntryDecoder({
    ...{ appFolder, entries, kinds: byName, overrides, index, systemEnvironment, unresolved, collector },
  });
  for (const id of entries.keys()) await decoder.decode(id);
  for (const entry of duplicates) await decoder.check(entry);
  reportDuplicateVariables(index, collector);
  const configured = new Map([...decoder.configured].sort(([a], [b]) => a < b ? -1 : 1));
  const mayExist = (id: string) => incomplete.mayHold(id);
  const graph = link({
    entries,
    configured,
    mayExist,
    kinds: byName,
    filled: decoder.takeFilled(),
    explain,
    collector,
  });
  const settings = programSettings(configuration);
  const lookup = entryLookup(configured, graph.members.bind(graph));
  const context = { settings, collector, ...lookup };
  const lua = await LuaCode.load(settings.luaEngine, lookup);
  for (const one of configured.values()) {
    lua.check(one, context);
    one.kind.check?.(one, context);
    if (options.lint) lua.lint(one, context);
  }
  lua.dropTrees();
  return {
    appFolder,
    settings,
    collector,
    entries: [...entries.values()],
    configured: [...configured.values()],
    layers: graph.layers,
    ...lookup,
    lua,
    needs: graph.needs.bind(graph),
    resources: {
      environment: decoder.environment,
      registry: new RegistryReader([...entries.values()], byName),
      stores: new Stores(appFolder, lookup.find),
    },
    refresh: refresher(byName, decoder.environment, index),
    ignoredFiles,
  };
}

function reportDuplicateVariables({ duplicates }: VariableIndex, collector: Collector): void {
  for (const { entry, name, firstId } of duplicates) {
    const message = `The public name ${quote(name)} is taken by ${quote(firstId)}`;
    collector.report(entry.locate(["variable"]), "duplicate-variable", message, { entryId: entry.id });
  }
}

/** A configuration file may lie among the registry files. */
function withoutConfiguration(discovery: Discovery, appFolder: string, { file }: Configuration): Discovery {
  const others = [...CONFIGURATION_FILES.map((name) => join(appFolder, name)), file];
  return { ...discovery, files: discovery.files.filter((path) => !others.includes(path)) };
}

/** A configuration holds more than the program is to remember. */
function programSettings(
  { shutdownTimeout, workerStopTimeout, luaEngine, nodeName }: ProgramSettings,
): ProgramSettings {
  return { shutdownTimeout, workerStopTimeout, luaEngine, nodeName };
}

function emptyApp(appFolder: string, settings: ProgramSettings, collector: Collector): LoadedApp {
  const nothing = {
    entries: [],
    configured: [],
    layers: [],
    ignoredFiles: [],
    ...entryLookup(new Map(), () => []),
    lua: { program: () => undefined },
    needs: () => [],
    resources: {},
    refresh: <C>(configured: Configured<C>) => Promise.resolve(configured),
  };
  return { appFolder, settings: programSettings(settings), collector, ...nothing };
}
