import { type Collector, quote } from "../diagnostics/mod.ts";
import { readFile } from "./_read_file.ts";
import type { RegistryEntry } from "./registry_entry.ts";
import type { Discovery } from "./discover.ts";
import { readEnvelope } from "./envelope.ts";
import { Incomplete } from "./incomplete.ts";
import { parse } from "./parse.ts";

/** Largest registry file, in MiB. */
const MAX_MEBIBYTES = 1;

/** The entries of an application as they are written. */
export interface RawEntries {
  /** Absolute path of the folder that they are read from. */
  readonly sourceRoot: string;
  /** By id, ordered by id. */
  readonly entries: ReadonlyMap<string, RegistryEntry>;
  /** Later definitions of an id that is taken: they are checked for faults and take no part. */
  readonly duplicates: readonly RegistryEntry[];
  /** Absolute paths of files that hold no entries. */
  readonly ignoredFiles: readonly string[];
  /** The ids that may be among the entries that could not be read. */
  readonly incomplete: Incomplete;
}

/**
 * Reads the registry files that {@linkcode discover} found: files → parse → envelope.
 *
 * @param discovery the files in the order in which they are read
 * @param collector gets every fault
 * @returns the first stage of a load
 */
export async function readEntries(discovery: Discovery, collector: Collector): Promise<RawEntries> {
  const { sourceRoot, files } = discovery;
  const incomplete = new Incomplete();
  const ignoredFiles: string[] = [];
  const found: RegistryEntry[] = [];
  for (const file of files) {
    const text = await readFile(file, MAX_MEBIBYTES);
    if (typeof text !== "string") {
      collector.report(undefined, text.code, `Cannot read ${quote(file)}: ${text.reason}`);
      incomplete.addNamespace(undefined);
      continue;
    }
    const entries = readEnvelope(parse(file, text), { collector, incomplete });
    if (entries) found.push(...entries);
    else ignoredFiles.push(file);
  }
  return { sourceRoot, ...separateDuplicates(found, collector), ignoredFiles, incomplete };
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
