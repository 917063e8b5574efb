import { LOG_LEVELS, type LogLevel, valueAt } from "../base/mod.ts";
import { Collector, suggest } from "../diagnostics/mod.ts";
import { overrideOf, type Tree } from "../registry/mod.ts";
import type { Configuration } from "./configuration.ts";
import { type DisableRule, disableRule } from "./disable_rule.ts";
import { compilePathPattern } from "./pattern.ts";
import { Reporter } from "./_reporter.ts";
import { schema, type Sections, WITHOUT_EFFECT } from "./_schema.ts";

/** The level of `logmanager.min_level: -1`. */
const LOWEST_LEVEL = -1;

/** A configuration without a file: `--set` gives all that is in it. */
export const NO_FILE: Tree = {
  range: { file: "", line: 1, column: 1, endLine: 1, endColumn: 1 },
  content: new Map<string, Tree>(),
  origin: { type: "set" },
};

/** Where {@linkcode toConfiguration} reports faults. */
export interface Reporting {
  readonly reporter: Reporter;
  readonly collector: Collector;
  /** Absolute path of the file that was read. */
  readonly file?: string;
}

/**
 * Makes a configuration of decoded sections, and reports the sections without effect.
 *
 * @param sections what the schema made of the file
 */
export function toConfiguration(sections: Sections, { reporter, collector, file }: Reporting): Configuration {
  reportWithoutEffect(sections, reporter);
  const level = levelOf(sections);
  const format = formatOf(sections);
  const overrides = Object.entries(sections.override).flatMap(([target, value]) =>
    overrideOf(target, value, reporter.locate(["override", target]), collector) ?? []
  );
  return {
    ...file !== undefined && { file },
    ...level && { logLevel: level },
    ...format && { logFormat: format },
    shutdownTimeout: sections.shutdown.timeout,
    workerStopTimeout: sections.worker.stop_timeout,
    luaEngine: sections.lua.engine,
    nodeName: sections.relay.node_name,
    files: { ignoredBy: ignoredBy(sections.ignore), maxFileSize: sections.files.max_size },
    overrides,
    disable: rulesOf(sections, reporter),
    diagnostics: collector.diagnostics,
  };
}

/** Makes the configuration that holds where nothing is configured. */
export function defaultConfiguration(): Configuration {
  const collector = new Collector();
  const reporter = new Reporter({ name: "", root: NO_FILE, unknownKeys: "error" }, collector);
  return toConfiguration(schema.parse({}), { reporter, collector });
}

/** `logger.level` and `logmanager.min_level` both hold records back; development shows them all. */
function levelOf({ logger, logmanager }: Sections): LogLevel | undefined {
  const least = logmanager.min_level === undefined ? undefined : LOG_LEVELS[logmanager.min_level - LOWEST_LEVEL];
  const level = logger.level ?? (logger.mode === "development" ? "debug" : undefined);
  if (!level || !least) return level ?? least;
  return LOG_LEVELS.indexOf(level) > LOG_LEVELS.indexOf(least) ? level : least;
}

function formatOf({ logger: { encoding, mode } }: Sections): "text" | "json" | undefined {
  if (encoding === undefined) return mode === "development" ? "text" : undefined;
  return encoding === "json" ? "json" : "text";
}

/** The first of the patterns that names a path. */
function ignoredBy(patterns: readonly string[]): (path: string) => string | undefined {
  const compiled = patterns.map((pattern) => ({ pattern, regexp: compilePathPattern(pattern)! }));
  return (path) => compiled.find(({ regexp }) => regexp.test(path))?.pattern;
}

function rulesOf({ disable }: Sections, reporter: Reporter): DisableRule[] {
  const listed = (by: "namespaces" | "entries") =>
    disable[by].map((pattern, index) => disableRule(by, pattern, reporter.locate(["disable", by, index])));
  const byMeta = Object.entries(disable.meta).flatMap(([meta, patterns]) =>
    [patterns].flat().map((pattern, index) => {
      const path = ["disable", "meta", meta, ...Array.isArray(patterns) ? [index] : []];
      return disableRule({ meta }, pattern, reporter.locate(path));
    })
  );
  return [...listed("namespaces"), ...listed("entries"), ...byMeta];
}

function reportWithoutEffect(sections: Sections, reporter: Reporter): void {
  for (const [path, reason] of WITHOUT_EFFECT) {
    const value = valueAt(sections, path);
    if (value !== undefined && value !== null) reporter.reportWithoutEffect(path, reason);
  }
  for (const [section, known] of [["lua", "engine"], ["relay", "node_name"]] as const) {
    for (const key of Object.keys(sections[section]).filter((name) => name !== known)) {
      const notes = suggest(key, [known]) ? [`Did you mean "${known}"?`] : [];
      reporter.reportWithoutEffect([section, key], "it is a setting of another runtime", notes);
    }
  }
}
