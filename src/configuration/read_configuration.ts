import { basename } from "node:path";
import { Collector, quote, suggest } from "../diagnostics/mod.ts";
import {
  asMap,
  candidatesOf,
  type DataPath,
  decodeRest,
  decodeStrictly,
  toPlainObject,
  type Tree,
} from "../registry/mod.ts";
import type { Configuration } from "./configuration.ts";
import { fill, type FillContext } from "./_fill.ts";
import { type ConfigurationFile, readFile } from "./_read_file.ts";
import { Reporter } from "./_reporter.ts";
import { profileSchema, schema, type Sections } from "./_schema.ts";
import { mergeTrees, parseSetting, type TextValue, write } from "./_settings.ts";
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
 * Reads how the program is to run (contract/registry.md §8): defaults, below the configuration file, below its chosen
 * profile, below `--set`. Faults are collected in the result; what is at fault counts as not said.
 */
export async function readConfiguration(source: ConfigurationSource): Promise<Configuration> {
  const collector = new Collector();
  const found = await readFile(source.appFolder, source.file, collector);
  const texts: TextValue[] = [];
  if (source.profile !== undefined && !found) reportProfile(source.profile, [], collector);
  const root = found?.root && withProfile(found.root, source, texts, collector);
  const set = source.settings.map((text) => parseSetting(text)!);
  const subject = { name: nameOf(found), root, set: set.map(({ path }) => path), unknownKeys: severityOf(found) };
  const reporter = new Reporter(subject, collector);
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

/** The file's values with the profile's above them and all placeholders filled. */
function withProfile(root: Tree, source: ConfigurationSource, texts: TextValue[], collector: Collector): Tree {
  const profiles = asMap(asMap(root)?.get("profiles"));
  checkOtherProfiles(profiles, source.profile, collector);
  const chosen = source.profile === undefined ? undefined : profiles?.get(source.profile);
  if (source.profile !== undefined && !chosen) reportProfile(source.profile, [...profiles?.keys() ?? []], collector);
  const rest = new Map([...asMap(root)!].filter(([key]) => key !== "profiles"));
  const plain = { ...root, content: rest };
  const merged = chosen && asMap(chosen) ? mergeTrees(plain, chosen) : plain;
  const filled = new Set<Tree>();
  const vars = readVars(asMap(merged)?.get("vars"), source.env, collector);
  const result = fill(merged, { env: source.env, vars, collector }, filled);
  collectTexts(result, [], filled, texts);
  return result;
}

/** Variables may be made of those of the operating system, not of each other. */
function readVars(tree: Tree | undefined, env: FillContext["env"], collector: Collector): Map<string, string> {
  const context = { env, vars: new Map<string, string>(), collector: new Collector() };
  const entries = [...asMap(tree) ?? []].map(([name, value]) =>
    [name, String(fill(value, context, new Set()).content)] as const
  );
  for (const [name, value] of asMap(tree) ?? []) {
    if (typeof value.content !== "string" || !value.content.includes("${var:")) continue;
    collector.report(value.range, "invalid-value", `The variable ${quote(name)} cannot be made of other variables`);
  }
  return new Map(entries);
}

function collectTexts(tree: Tree, path: DataPath, filled: ReadonlySet<Tree>, texts: TextValue[]): void {
  // What an override's text stands for, the field of the entry decides.
  if (filled.has(tree) && path[0] !== "override") texts.push({ path, raw: tree.content as string });
  for (const [key, value] of asMap(tree) ?? []) collectTexts(value, [...path, key], filled, texts);
  if (Array.isArray(tree.content)) tree.content.forEach((item, at) => collectTexts(item, [...path, at], filled, texts));
}

/** Writes each text as the value that the schema takes. */
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

function reportProfile(name: string, known: readonly string[], collector: Collector): void {
  const near = suggest(name, known);
  const help = near !== undefined
    ? `Did you mean ${quote(near)}?`
    : known.length > 0
    ? `Known profiles: ${known.map(quote).join(", ")}`
    : 'Add a section "profiles" to the configuration file';
  collector.report(undefined, "unknown-profile", `The configuration has no profile ${quote(name)}`, { notes: [help] });
}

/** A profile that is not chosen is checked, too, except for what its placeholders would give. */
function checkOtherProfiles(
  profiles: ReadonlyMap<string, Tree> | undefined,
  chosen: string | undefined,
  collector: Collector,
): void {
  for (const [name, tree] of profiles ?? []) {
    const map = asMap(tree);
    if (!map && tree.content !== null) {
      collector.report(tree.range, "wrong-type", `Profile ${quote(name)} must be a map`);
    }
    if (!map || name === chosen) continue;
    const reporter = new Reporter(
      { name: `profile ${quote(name)}`, root: tree, set: [], unknownKeys: "error" },
      collector,
    );
    const { unknown, faults } = decodeStrictly({ schema: profileSchema }, toPlainObject(map));
    for (const fault of [...unknown, ...faults]) if (!isPlaceholder(tree, fault.path)) reporter.report(fault);
  }
}

function isPlaceholder(tree: Tree, path: DataPath): boolean {
  const found = path.reduce<Tree | undefined>((at, step) => asMap(at)?.get(String(step)), tree);
  return typeof found?.content === "string" && found.content.includes("${");
}
