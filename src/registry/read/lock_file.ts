import { join, resolve } from "node:path";
import { type Collector, quote, type SourceRange } from "../../diagnostics/mod.ts";
import { files } from "../../platform/mod.ts";
import { faultOf, MEBIBYTE, readFile } from "./read_file.ts";
import { asMap, asText } from "../tree.ts";
import { parse } from "./parse.ts";

/**
 * The folder that holds an application's entries: `directories.src` of its `wippy.lock` (spec/registry.md §1), or the
 * application folder itself when it has no lock file.
 *
 * @param appFolder absolute path
 * @param collector gets faults of the lock file
 * @returns an absolute path of an existing folder; undefined, with a diagnostic, when there is none
 */
export async function readSourceFolder(appFolder: string, collector: Collector): Promise<string | undefined> {
  const file = join(appFolder, "wippy.lock");
  const text = await readFile(file, MEBIBYTE);
  if (typeof text !== "string") {
    if (text.code === "file-not-found") return appFolder;
    collector.report(undefined, "invalid-lock-file", `Cannot read ${quote(file)}: ${text.reason}`);
    return undefined;
  }
  const { root, faults, intact } = parse(file, text);
  const start: SourceRange = root?.range ?? { file, line: 1, column: 1, endLine: 1, endColumn: 1 };
  for (const fault of faults) collector.report(fault.range, "invalid-lock-file", fault.message);
  if (!intact) return undefined;
  const directories = asMap(root)?.get("directories");
  const source = asMap(directories)?.get("src");
  const folder = asText(source);
  if (folder === undefined) {
    const notes = ['Add "directories: {src: ./src}"'];
    const range = source?.range ?? directories?.key ?? start;
    collector.report(range, "invalid-lock-file", 'The lock file does not name "directories.src"', { notes });
    return undefined;
  }
  const path = resolve(appFolder, folder);
  if (await isFolder(path)) return path;
  collector.report(source!.range, "source-folder-not-found", `Source folder ${quote(folder)} does not exist`);
  return undefined;
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await files.stat(path)).isDirectory;
  } catch (error) {
    return faultOf(error) && false;
  }
}
