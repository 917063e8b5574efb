import { basename } from "node:path";
import { Collector, quote } from "../diagnostics/mod.ts";
import {
  coerce,
  type DataPath,
  decodeRest,
  decodeStrictly,
  textReadings,
  type Tree,
  withTree,
} from "../registry/mod.ts";
import type { Configuration } from "./configuration.ts";
import { fillFile } from "./_fill_file.ts";
import { reportMissing, withProfile } from "./_profiles.ts";
import { type ConfigurationFile, readFile } from "./_read_file.ts";
import { Reporter } from "./_reporter.ts";
import { schema, type Sections } from "./_schema.ts";
import { NO_FILE, toConfiguration } from "./_to_configuration.ts";

/** The sources of a configuration. */
export interface ConfigurationSource {
  /** Absolute path of the folder whose configuration file counts; none when absent. */
  readonly appFolder?: string;
  /** Absolute path of a file to read instead; it exists. */
  readonly file?: string;
  /** Name of the profile to lay over the rest. */
  readonly profile?: string;
  /** Texts of `--set` that {@linkcode isSetting} takes. */
  readonly settings: readonly string[];
  /** A variable of the operating system. */
  env(name: string): string | undefined;
}

/**
 * Whether a text is one of `--set`: `section.path=value`.
 *
 * @param text as the user wrote it
 */
export function isSetting(text: string): boolean {
  return parseSetting(text) !== undefined;
}

/**
 * Reads how the program is to run (spec/registry.md §8): defaults, below the configuration file, below its chosen
 * profile, below `--set`.
 *
 * @param source the file, the profile and the settings
 * @returns holds the faults, too; what is at fault counts as absent
 */
export async function readConfiguration(source: ConfigurationSource): Promise<Configuration> {
  const { profile, env } = source;
  const collector = new Collector();
  const file = await readFile(source.appFolder, source.file, collector);
  if (profile !== undefined && !file) reportMissing(profile, [], collector);
  const written = file?.root ? withProfile(file.root, profile, collector) : NO_FILE;
  const filled = fillFile(written, env, collector);
  const { tree } = coerce(schema, source.settings.reduce(withSetting, filled));
  const reporter = new Reporter({ name: nameOf(file), root: tree, unknownKeys: severityOf(file) }, collector);
  const { unknown, faults, value } = decodeStrictly(schema, tree);
  for (const fault of [...unknown, ...faults]) reporter.report(fault);
  const sections = value ?? decodeRest(schema, tree, [...unknown, ...faults].map(({ path }) => path))!.value;
  return toConfiguration(sections as Sections, { reporter, collector, ...file && { file: file.file } });
}

function nameOf(file: ConfigurationFile | undefined): string {
  return file ? quote(basename(file.file)) : "the configuration";
}

function severityOf(file: ConfigurationFile | undefined): "warning" | "error" {
  return file?.isForeign ? "warning" : "error";
}

/**
 * Reads a text of `--set`: `section.path=value` (spec/registry.md §8). Keys below `override` hold dots of their own: what
 * follows is one key.
 *
 * @returns undefined when it is malformed
 */
function parseSetting(text: string): { readonly path: DataPath; readonly value: string } | undefined {
  const equals = text.indexOf("=");
  const steps = text.slice(0, Math.max(equals, 0)).trim().split(".");
  if (steps.length < 2 || steps.includes("")) return undefined;
  const path = steps[0] === "override" ? ["override", steps.slice(1).join(".")] : steps;
  return { path, value: text.slice(equals + 1).trim() };
}

/** Lays a setting over a configuration. The field of the entry decides about the type of an override. */
function withSetting(tree: Tree, setting: string): Tree {
  const { path, value } = parseSetting(setting)!;
  return withTree(tree, path, {
    range: NO_FILE.range,
    content: value,
    origin: { type: "set" },
    ...path[0] !== "override" && { open: { readings: textReadings(value) } },
  });
}
