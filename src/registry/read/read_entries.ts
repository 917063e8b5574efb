import { type Collector, quote } from "../../diagnostics/mod.ts";
import { claimsEntries, isIndexFile } from "./ownership.ts";
import { MEBIBYTE, readFile } from "./read_file.ts";
import type { RegistryEntry } from "../registry_entry.ts";
import type { Discovery, DiscoverySettings, IgnoredFile } from "./discover.ts";
import { readEnvelope } from "./envelope.ts";
import { Incomplete } from "../incomplete.ts";
import { parse } from "./parse.ts";

/** How the files of an application are read (spec/registry.md §8). */
export interface FileSettings extends DiscoverySettings {
  /** Largest size of a registry file in bytes. @default 1048576 */
  readonly maxFileSize?: number;
}

/** The entries of an application as they are written. */
export interface RawEntries {
  /** Absolute path of the folder that they are read from. */
  readonly sourceRoot: string;
  /** By id, ordered by id. */
  readonly entries: ReadonlyMap<string, RegistryEntry>;
  /** Later definitions of an id that is taken: they are checked for faults and take no part. */
  readonly duplicates: readonly RegistryEntry[];
  /** What was passed over, and why; ordered by path. */
  readonly ignoredFiles: readonly IgnoredFile[];
  /** The ids that may be among the entries that could not be read. */
  readonly incomplete: Incomplete;
}

/**
 * Reads the registry files that {@linkcode discover} found: files → parse → envelope.
 *
 * @param discovery the files in the order in which they are read
 * @param collector gets every fault
 * @param settings how large a file may be
 * @returns the first stage of a load
 */
export async function readEntries(
  discovery: Discovery,
  collector: Collector,
  { maxFileSize = MEBIBYTE }: FileSettings = {},
): Promise<RawEntries> {
  const { sourceRoot, files } = discovery;
  const incomplete = new Incomplete();
  const ignoredFiles = [...discovery.ignored];
  const found: RegistryEntry[] = [];
  for (const file of files) {
    const text = await readFile(file, maxFileSize);
    if (typeof text === "string") {
      const entries = mayHoldEntries(file, text)
        ? readEnvelope(parse(file, text), { collector, incomplete })
        : undefined;
      if (entries) found.push(...entries);
      else ignoredFiles.push({ path: file, reason: "it holds no entries" });
    } else if (text.excerpt !== undefined && !isIndexFile(file) && !claimsEntries(text.excerpt)) {
      ignoredFiles.push({ path: file, reason: text.reason });
    } else {
      const notes = text.code === "file-too-large" ? ['Raise "files.max_size" of lunation.yaml'] : [];
      collector.report(undefined, text.code, `Cannot read ${quote(file)}: ${text.reason}`, { notes });
      incomplete.addNamespace(undefined);
    }
  }
  ignoredFiles.sort((a, b) => a.path < b.path ? -1 : 1);
  return { sourceRoot, ...separateDuplicates(found, collector), ignoredFiles, incomplete };
}

/** Parsing takes long, and other tools' files are often the largest of an application. */
function mayHoldEntries(file: string, text: string): boolean {
  return isIndexFile(file) || /namespace|entries/.test(text);
}

function separateDuplicates(found: readonly RegistryEntry[], collector: Collector) {
  const entries = new Map<string, RegistryEntry>();
  const duplicates: RegistryEntry[] = [];
  for (const entry of found) {
    const earlier = entries.get(entry.id);
    if (!earlier) {
      entries.set(entry.id, entry);
      continue;
    }
    duplicates.push(entry);
    collector.report(entry.locate([]), "duplicate-id", `Duplicate entry id ${quote(entry.id)}`, {
      entryId: entry.id,
      notes: [{ text: "The first entry of that id stands here", range: earlier.locate([]) }],
    });
  }
  return { entries: new Map([...entries].sort(([a], [b]) => a < b ? -1 : 1)), duplicates };
}
