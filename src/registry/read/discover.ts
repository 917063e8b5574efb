import { join, relative, sep } from "node:path";
import { type Collector, quote } from "../../diagnostics/mod.ts";
import { files, type FolderEntry } from "../../platform/mod.ts";
import { readSourceFolder } from "./lock_file.ts";
import { isIndexFile } from "./ownership.ts";
import { faultOf, isWithin } from "./read_file.ts";

const FILE_REGEXP = /\.(?:ya?ml|json)$/;

/** The registry files of an application. */
export interface Discovery {
  /** Absolute path: the folder that entries are read from. */
  readonly sourceRoot: string;
  /** Absolute paths in lexicographic order. */
  readonly files: readonly string[];
  /** What has the name of a registry file and is none. */
  readonly ignored: readonly IgnoredFile[];
}

/** A file or folder that was passed over. */
export interface IgnoredFile {
  /** Absolute. */
  readonly path: string;
  /** A clause: `it holds no entries`. */
  readonly reason: string;
}

/** What is left out of an application folder. */
export interface DiscoverySettings {
  /** The pattern that leaves out a file or folder, by its path from the application folder, with `/`. @default none */
  readonly ignoredBy?: (path: string) => string | undefined;
}

/**
 * Finds the YAML and JSON files of an application folder (spec/registry.md §1, architecture.md §4): below
 * `directories.src` of `wippy.lock` when there is one, else below the folder itself. Folders whose name starts with a dot
 * and `node_modules` are skipped, symbolic links followed unless they leave the source root, and each real path taken once.
 *
 * @param appFolder absolute path
 * @param collector gets what cannot be read
 * @param settings what to leave out
 * @returns undefined, with a diagnostic, when there is no such folder
 * @throws errors of the system that are no fault of the application
 */
export async function discover(
  appFolder: string,
  collector: Collector,
  settings: DiscoverySettings = {},
): Promise<Discovery | undefined> {
  try {
    if (!(await files.stat(appFolder)).isDirectory) {
      collector.report(undefined, "app-folder-not-found", `Application folder ${quote(appFolder)} is not a folder`);
      return undefined;
    }
  } catch (error) {
    const { code, reason } = faultOf(error);
    collector.report(
      undefined,
      code === "file-not-found" ? "app-folder-not-found" : code,
      `Cannot read application folder ${quote(appFolder)}: ${reason}`,
      { notes: code === "file-not-found" ? ["Name the folder with --app DIR"] : [] },
    );
    return undefined;
  }
  const sourceRoot = await readSourceFolder(appFolder, collector);
  if (sourceRoot === undefined) return undefined;
  const walker = new Walker(appFolder, collector, settings);
  await walker.start(sourceRoot);
  return { sourceRoot, files: walker.files.sort(), ignored: walker.ignored };
}

class Walker {
  readonly files: string[] = [];
  readonly ignored: IgnoredFile[] = [];
  #appFolder: string;
  #collector: Collector;
  #settings: DiscoverySettings;
  #seen = new Set<string>();
  #realRoot = "";

  constructor(appFolder: string, collector: Collector, settings: DiscoverySettings) {
    this.#appFolder = appFolder;
    this.#collector = collector;
    this.#settings = settings;
  }

  async start(root: string): Promise<void> {
    this.#realRoot = await files.realPath(root);
    this.#seen.add(this.#realRoot);
    await this.#walk(root);
  }

  async #walk(folder: string): Promise<void> {
    const entries = await this.#attempt(folder, () => Array.fromAsync(files.readDir(folder)));
    const byName = (entries ?? []).sort((a, b) => a.name < b.name ? -1 : 1);
    // Links come last, so that a file is known by its own name where it has one.
    for (const entry of [...byName.filter((e) => !e.isSymlink), ...byName.filter((e) => e.isSymlink)]) {
      if (entry.name.startsWith(".") && !entry.isFile || entry.name === "node_modules") continue;
      await this.#visit(join(folder, entry.name), entry);
    }
  }

  async #visit(path: string, entry: FolderEntry): Promise<void> {
    const isNamedOurs = FILE_REGEXP.test(path);
    if (entry.isFile && !isNamedOurs) return;
    const pattern = this.#settings.ignoredBy?.(this.#pathFromApp(path));
    if (pattern !== undefined) return this.#ignore(path, `${quote(pattern)} of "ignore" names it`);
    const kind = entry.isSymlink ? await this.#attempt(path, () => files.stat(path), true) : entry;
    if (!kind || !kind.isDirectory && !isNamedOurs) return;
    if (!kind.isFile && !kind.isDirectory) return this.#passOver(path, "it is not a file");
    const real = await this.#attempt(path, () => files.realPath(path));
    if (real === undefined || this.#seen.has(real)) return;
    if (!isWithin(real, this.#realRoot)) {
      const message = `Symbolic link ${quote(path)} leads out of the source folder and is not followed`;
      this.#collector.report(undefined, "outside-source-root", message, { severity: "warning" });
      return;
    }
    this.#seen.add(real);
    if (kind.isFile) this.files.push(path);
    else await this.#walk(path);
  }

  #pathFromApp(path: string): string {
    return relative(this.#appFolder, path).replaceAll(sep, "/");
  }

  #ignore(path: string, reason: string): void {
    this.ignored.push({ path, reason });
  }

  /** What is no registry file belongs to another tool, except under the name of one. */
  #passOver(path: string, reason: string): void {
    if (!isIndexFile(path)) return this.#ignore(path, reason);
    this.#collector.report(undefined, "unreadable-file", `Cannot read ${quote(path)}: ${reason}`);
  }

  /** Reports what cannot be read and goes on with the rest. */
  async #attempt<T>(path: string, action: () => Promise<T>, isLink = false): Promise<T | undefined> {
    try {
      return await action();
    } catch (error) {
      const { code, reason } = faultOf(error);
      const leadsNowhere = code === "file-not-found" || isLink && code === "unreadable-file";
      if (!leadsNowhere) this.#collector.report(undefined, code, `Cannot read ${quote(path)}: ${reason}`);
      else if (FILE_REGEXP.test(path)) this.#passOver(path, reason);
      return undefined;
    }
  }
}
