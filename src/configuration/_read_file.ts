import { basename, join } from "node:path";
import { type Collector, quote } from "../diagnostics/mod.ts";
import { files, isMissingPermission, isNotAFolder, isNotFound } from "../platform/mod.ts";
import { asMap, describeType, parse, type Tree } from "../registry/mod.ts";

/** The file of our own, in both spellings, and the one that applications of Wippy bring. */
export const CONFIGURATION_FILES = ["lunation.yaml", "lunation.yml", ".wippy.yaml"] as const;

/** A configuration file that exists. */
export interface ConfigurationFile {
  /** Absolute path. */
  readonly file: string;
  /** Undefined when it is empty or broken, which is reported. */
  readonly root: Tree | undefined;
  /** Of Wippy: keys that we do not know may mean something to it. */
  readonly isForeign: boolean;
}

/**
 * Finds and parses the configuration file of an application: the first of {@linkcode CONFIGURATION_FILES} in its folder.
 *
 * @param given the file to read instead; it exists
 */
export async function readFile(
  appFolder: string | undefined,
  given: string | undefined,
  collector: Collector,
): Promise<ConfigurationFile | undefined> {
  const candidates = given ? [given] : appFolder ? CONFIGURATION_FILES.map((name) => join(appFolder, name)) : [];
  const found: { file: string; text: string }[] = [];
  for (const file of candidates) {
    const text = await readText(file, collector);
    if (text !== undefined) found.push({ file, text });
  }
  const [first, ...others] = found;
  if (!first) return undefined;
  for (const { file } of others) {
    const message = `${quote(basename(file))} is not read, because there is a ${quote(basename(first.file))}`;
    const range = { file, line: 1, column: 1, endLine: 1, endColumn: 1 };
    collector.report(range, "unused-configuration-file", message, {
      severity: "warning",
      notes: ["Keep one of the two files"],
    });
  }
  return { file: first.file, root: parseText(first, collector), isForeign: basename(first.file) === ".wippy.yaml" };
}

async function readText(file: string, collector: Collector): Promise<string | undefined> {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(await files.readFile(file));
  } catch (error) {
    if (isNotFound(error) || isNotAFolder(error)) return undefined;
    if (error instanceof TypeError) collector.report(undefined, "invalid-encoding", `${quote(file)} is not UTF-8 text`);
    else if (error instanceof Error && "code" in error || isMissingPermission(error)) {
      collector.report(undefined, "unreadable-file", `Cannot read ${quote(file)}: ${(error as Error).message}`);
    } else throw error;
    return undefined;
  }
}

function parseText({ file, text }: { file: string; text: string }, collector: Collector): Tree | undefined {
  const { root, faults, intact } = parse(file, text);
  for (const { range, code, message, severity, notes = [] } of faults) {
    collector.report(range, code, message, { severity, notes });
  }
  if (!intact || !root || root.content === null) return undefined;
  const map = asMap(root);
  // Keys x-… hold anchors for the rest of the file.
  if (map) return { ...root, content: new Map([...map].filter(([key]) => !key.startsWith("x-"))) };
  collector.report(root.range, "wrong-type", `A configuration file holds a map, found ${describeType(root.content)}`);
  return undefined;
}
