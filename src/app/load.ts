import { join } from "node:path";
import { type Configuration, CONFIGURATION_FILES, defaultConfiguration } from "../configuration/mod.ts";
import { Collector, quote } from "../diagnostics/mod.ts";
import { link, type LinkOptions } from "../graph/mod.ts";
import { LuaCode } from "../kinds/mod.ts";
import { environment, type SystemEnvironment } from "../platform/mod.ts";
import {
  type CheckContext,
  type Configured,
  discover,
  type Discovery,
  type EntryLookup,
  type Kind,
  parseOverrides,
  type ProgramSettings,
  type RawEntries,
  readEntries,
  RegistryReader,
} from "../registry/mod.ts";
import { VariableIndex } from "../resolve/mod.ts";
import { arrange, type ArrangedEntries } from "./_arrange.ts";
import { type DecodedEntries, decodeEntries } from "./_entry_decoder.ts";
import { refresher } from "./_refresher.ts";
import { Stores } from "./_stores.ts";
import { entryLookup } from "./entry_lookup.ts";
import type { LoadedApp } from "./loaded_app.ts";

/** The input of {@linkcode load}. */
export interface LoadOptions {
  /** Absolute path. */
  appFolder: string;
  /** @default what holds where nothing is configured */
  configuration?: Configuration;
  /** Texts of `-o`, as written: `NS:ENTRY:PATH=VALUE`; they win over those of the configuration. @default none */
  overrides?: readonly string[];
  kinds: readonly Kind[];
  /** The variables that `env.storage.os` reads. @default environment */
  systemEnvironment?: SystemEnvironment;
  /**
   * Severity of a variable without a value. "warning" lets an application be checked where its secrets are not; such an
   * application must not be started.
   *
   * @default "error"
   */
  unresolved?: "error" | "warning";
  /** Also reports what the linter finds. @default false */
  lint?: boolean;
}

/**
 * Reads an application: raw entries of its files → arranged with what stands elsewhere → filled with variables and decoded
 * by kind → linked → analyzed. Each stage makes records of its own from those before it. Faults in the user's files are
 * collected, never thrown, and one entry's faults hide no other's.
 */
export async function load(options: LoadOptions): Promise<LoadedApp> {
  const { appFolder, systemEnvironment = environment, unresolved = "error", lint = false } = options;
  const { configuration = defaultConfiguration() } = options;
  const kinds = new Map(options.kinds.map((kind) => [kind.name, kind]));
  const settings = programSettings(configuration);
  const collector = new Collector();
  collector.add(configuration.diagnostics);
  const given = [...configuration.overrides, ...parseOverrides(options.overrides ?? [], collector)];
  const discovery = await discover(appFolder, collector, configuration.files);
  if (!discovery) return emptyApp(appFolder, settings, collector);

  const raw = await readEntries(
    withoutConfiguration(discovery, appFolder, configuration),
    collector,
    configuration.files,
  );
  const arranged = await arrange(raw, { given, disable: configuration.disable, kinds, collector });
  const index = new VariableIndex(arranged.entries.values());
  const context = { appFolder, kinds, index, systemEnvironment, unresolved, collector };
  const decoded = await decodeEntries(arranged, context);
  reportDuplicateVariables(index, collector);
  const linked = linkEntries(raw, arranged, decoded, { kinds, collector });
  const lua = await analyze(decoded, { settings, collector, ...linked }, lint);

  return {
    appFolder,
    settings,
    collector,
    entries: [...decoded.entries.values()],
    configured: [...decoded.configured.values()],
    ...linked,
    lua,
    resources: {
      environment: decoded.environment,
      registry: new RegistryReader([...decoded.entries.values()], kinds),
      stores: new Stores(appFolder, linked.find),
    },
    refresh: refresher(decoded, kinds, index),
    ignoredFiles: raw.ignoredFiles,
  };
}

/** How the entries of an application reach each other. */
type LinkedEntries = EntryLookup & Pick<LoadedApp, "layers" | "needs">;

function linkEntries(
  { incomplete }: RawEntries,
  { explain }: ArrangedEntries,
  { entries, configured, filled }: DecodedEntries,
  options: Pick<LinkOptions, "kinds" | "collector">,
): LinkedEntries {
  const mayExist = (id: string) => incomplete.mayHold(id);
  const graph = link({ entries, configured, filled, mayExist, explain, ...options });
  return {
    ...entryLookup(configured, (id) => graph.members(id)),
    layers: graph.layers,
    needs: (id) => graph.needs(id),
  };
}

/** Checks the Lua code of the entries, and lets each kind report what no schema can see. */
async function analyze({ configured }: DecodedEntries, context: CheckContext, lint: boolean): Promise<LuaCode> {
  const lua = await LuaCode.load(context.settings.luaEngine, context);
  for (const one of configured.values()) {
    lua.check(one, context);
    one.kind.check?.(one, context);
    if (lint) lua.lint(one, context);
  }
  lua.dropTrees();
  return lua;
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
  return { appFolder, settings, collector, ...nothing };
}
