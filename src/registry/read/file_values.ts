import { dirname, resolve } from "node:path";
import { type Collector, quote } from "../../diagnostics/mod.ts";
import { files } from "../../platform/mod.ts";
import { faultOf, type FileFault, isWithin, MEBIBYTE, readFile } from "./read_file.ts";
import type { RegistryEntry } from "../registry_entry.ts";
import { leavesOf } from "../tree.ts";

const SCHEME = "file://";
/** Largest file that a value may be replaced with, in bytes. */
const MAX_BYTES = 8 * MEBIBYTE;

/**
 * Replaces each `file://` value of an entry, however deep, with the text of the file (spec/registry.md §1.3): relative
 * to the folder of the YAML file, or with a third slash to the source root, and never outside of the root.
 *
 * @param sourceRoot absolute path
 * @returns the entry with the texts; a value whose file cannot be read stays, with a diagnostic
 */
export async function readFileValues(
  entry: RegistryEntry,
  sourceRoot: string,
  collector: Collector,
): Promise<RegistryEntry> {
  let result = entry;
  for (const [path, leaf] of [...leavesOf(entry.dataTree, ["data"]), ...leavesOf(entry.metaTree, ["meta"])]) {
    const { content: value, origin } = leaf;
    if (typeof value !== "string" || !value.startsWith(SCHEME) || origin?.type === "file") continue;
    const { open: _, ...written } = leaf;
    const given = origin?.type === "override" && { given: origin };
    const target = await readTarget(value.slice(SCHEME.length), dirname(entry.file), sourceRoot);
    if ("reason" in target) {
      entry.report(collector, path, target.code, `Cannot read ${quote(value)}: ${target.reason}`);
      result = result.with(path, { ...written, origin: { type: "file", ...given } });
    } else {
      const { file, text } = target;
      result = result.with(path, { ...written, content: text, origin: { type: "file", path: file, ...given } });
    }
  }
  return result;
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
    const real = await files.realPath(path);
    if (!isWithin(real, await files.realPath(sourceRoot))) return invalid(`${outside} through a symbolic link`);
  } catch (error) {
    return faultOf(error);
  }
  const text = await readFile(path, MAX_BYTES);
  return typeof text === "string" ? { file: path, text } : text;
}
