import { LOG_LEVELS, type LogLevel } from "../base/mod.ts";
import { type Collector, suggest } from "../diagnostics/mod.ts";
import { overrideOf } from "../registry/mod.ts";
import type { Configuration } from "./configuration.ts";
import { type DisableRule, disableRule } from "./disable_rule.ts";
import type { Reporter } from "./_reporter.ts";
import { type Sections, WITHOUT_EFFECT } from "./_schema.ts";

/** The level of `logmanager.min_level: -1`. */
const LOWEST_LEVEL = -1;

/** What {@linkcode toConfiguration} works with. */
export interface Surroundings {
  readonly reporter: Reporter;
  readonly collector: Collector;
  /** Absolute path of the file that was read. */
  readonly file?: string;
}

/** Makes of decoded sections what the program needs, and reports those that do nothing. */
export function toConfiguration(sections: Sections, { reporter, collector, file }: Surroundings): Configuration {
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
    overrides,
    disable: rulesOf(sections, reporter),
    diagnostics: collector.diagnostics,
  };
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
    const value = path.reduce<unknown>((at, step) => (at as Record<string, unknown> | undefined)?.[step], sections);
    if (value !== undefined && value !== null) reporter.reportWithoutEffect(path, reason);
  }
  for (const [section, known] of [["lua", "engine"], ["relay", "node_name"]] as const) {
    for (const key of Object.keys(sections[section]).filter((name) => name !== known)) {
      const notes = suggest(key, [known]) ? [`Did you mean "${known}"?`] : [];
      reporter.reportWithoutEffect([section, key], "it is a setting of another runtime", notes);
    }
  }
}
