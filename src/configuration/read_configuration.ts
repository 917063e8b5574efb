import { basename } from "node:path";
import { Collector, quote } from "../diagnostics/mod.ts";
import { asMap, candidatesOf, decodeRest, decodeStrictly, toPlainObject, type Tree } from "../registry/mod.ts";
import type { Configuration } from "./configuration.ts";
import { type FilledFile, fillFile } from "./_fill_file.ts";
import { reportMissing, withProfile } from "./_profiles.ts";
import { type ConfigurationFile, readFile } from "./_read_file.ts";
import { Reporter } from "./_reporter.ts";
import { schema, type Sections } from "./_schema.ts";
import { parseSetting, type TextValue, write } from "./_settings.ts";
import { toConfiguration } from "./_to_configuration.ts";

/** What a configuration is read from. */
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

/** Whether a text is one of `--set`: `section.path=value`. */
export function isSetting(text: string): boolean {
  return parseSetting(text) !== undefined;
}

/**
 * Reads how the program is to run (spec/registry.md §8): defaults, below the configuration file, below its chosen
 * profile, below `--set`. Faults are collected in the result; what is at fault counts as not said.
 */
export async function readConfiguration(source: ConfigurationSource): Promise<Configuration> {
  const { profile, env } = source;
  const collector = new Collector();
  const found = await readFile(source.appFolder, source.file, collector);
  if (profile !== undefined && !found) reportMissing(profile, [], collector);
  const { root, texts = [], settled = [] }: Partial<FilledFile> = found?.root
    ? fillFile(withProfile(found.root, profile, collector), env, collector)
    : {};
  const set = source.settings.map((text) => parseSetting(text)!);
  const places = { root, set: set.map(({ path }) => path), settled };
  const reporter = new Reporter({ name: nameOf(found), ...places, unknownKeys: severityOf(found) }, collector);
  const data = toPlainObject(asMap(root) ?? new Map<string, Tree>());
  const { unknown, faults, value } = decodeStrictly({ schema }, withTexts(data, [...texts, ...set]));
  for (const fault of [...unknown, ...faults]) reporter.report(fault);
  const sections = value ?? decodeRest({ schema }, data, [...unknown, ...faults].map(({ path }) => path))!.value;
  return toConfiguration(sections as Sections, { reporter, collector, ...found && { file: found.file } });
}

function nameOf(found: ConfigurationFile | undefined): string {
  return found ? quote(basename(found.file)) : "the configuration";
}

function severityOf(found: ConfigurationFile | undefined): "warning" | "error" {
  return found?.isForeign ? "warning" : "error";
}

/** Writes each text as the value that the schema takes. What an override's text stands for, the entry's field decides. */
function withTexts(data: Record<string, unknown>, texts: readonly TextValue[]): Record<string, unknown> {
  for (const { path, raw } of texts) {
    const candidates = path[0] === "override" ? [raw] : candidatesOf(raw);
    const fits = candidates.find((candidate) => {
      write(data, path, candidate);
      return !decodeStrictly({ schema }, data).faults.some((fault) =>
        fault.path.every((step, index) => index >= path.length || String(step) === String(path[index]))
      );
    });
    if (fits === undefined) write(data, path, candidates[0]);
  }
  return data;
}
