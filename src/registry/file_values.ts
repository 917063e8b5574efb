import { dirname, resolve } from "node:path";
import { type Collector, quote } from "../diagnostics/mod.ts";
import { files } from "../platform/mod.ts";
import { faultOf, type FileFault, readFile } from "./_read_file.ts";
import type { RegistryEntry } from "./_registry_entry.ts";
import { isWithin } from "./_within.ts";
import type { DataPath } from "./entry.ts";

const SCHEME = "file://";
/** Largest file that a value may be replaced with, in MiB. */
const LIMIT = 8;

/**
 * Replaces each `file://` value of an entry, however deep, with the text of the file (spec/registry.md §1.3): relative
 * to the folder of the YAML file, or with a third slash to the source root, and never outside of the root.
 */
export async function readFileValues(entry: RegistryEntry, sourceRoot: string, collector: Collector): Promise<void> {
  const found = [...fileValues(entry.data, ["data"]), ...fileValues(entry.meta, ["meta"])];
  for (const { path, value } of found) {
    const result = await readTarget(value.slice(SCHEME.length), dirname(entry.file), sourceRoot);
    if ("text" in result) {
      entry.setFile(path, result.file, result.text);
      continue;
    }
    entry.report(collector, path, result.code, `Cannot read ${quote(value)}: ${result.reason}`);
    entry.damage(path);
  }
}

function* fileValues(value: unknown, path: DataPath): Generator<{ path: DataPath; value: string }> {
  if (typeof value === "string" && value.startsWith(SCHEME)) yield { path, value };
  if (typeof value !== "object" || value === null) return;
  for (const [key, child] of Object.entries(value)) {
    yield* fileValues(child, [...path, Array.isArray(value) ? Number(key) : key]);
  }
}

async function readTarget(
  target: string,
  folder: string,
  sourceRoot: string,
): Promise<{ file: string; text: string } | FileFault> {
  const invalid = (reason: string): FileFault => ({ code: "invalid-file-reference", reason });
  const path = resolve(target.startsWith("/") ? sourceRoot : folder, target.replace(/^\/+/, ""));
  const outside = "it leads out of the source folder";
  if (target === "" || target.includes("\0")) return invalid("it names no file");
  if (!isWithin(path, sourceRoot)) return invalid(outside);
  if (path === sourceRoot || path === folder) return invalid("it names a folder, not a file");
  try {
    const [real, realRoot] = await Promise.all([files.realPath(path), files.realPath(sourceRoot)]);
    if (!isWithin(real, realRoot)) return invalid(`${outside} through a symbolic link`);
  } catch (error) {
    return faultOf(error);
  }
  const text = await readFile(path, LIMIT);
  return typeof text === "string" ? { file: path, text } : text;
}
