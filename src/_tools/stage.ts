import { createHash } from "node:crypto";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import config from "../../deno.json" with { type: "json" };
import { bundle } from "./bundle.ts";
import { coreLibrary, type Target } from "./targets.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
/** Folders whose files the program reads. */
const FOLDERS = ["examples/orders", "src/cli/templates"];
/** The one native library. */
const CORE = "core.node";

/** What goes into the file besides the main module and what that imports. */
export const INCLUDED: readonly string[] = [CORE, "build.json", ...FOLDERS];

/** What a build is made from; the program prints it with `version --json`. */
export interface BuildInfo {
  readonly version: string;
  /** Of Git; null when it cannot be known. */
  readonly commit: string | null;
  /** SHA-256 over the names and contents of all files but the core library: the same for all targets. */
  readonly bundle_hash: string;
  readonly target: Target;
}

/** What was laid out. */
export interface Staged {
  readonly info: BuildInfo;
  /** Folders of the npm packages whose code is in it. */
  readonly packages: readonly string[];
}

/**
 * Lays out what goes into the file of a target: code, templates, example, the core library of that target and nothing of
 * another one.
 *
 * @param folder is emptied first
 * @param commit of Git, if known
 */
export async function stage(folder: string, target: Target, commit: string | null): Promise<Staged> {
  await Deno.remove(folder, { recursive: true }).catch((error) => {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  });
  const packages = await bundle(folder);
  for (const name of FOLDERS) await copyFolder(join(ROOT, name), join(folder, name));
  const info = { version: config.version, commit, bundle_hash: await hashOf(folder), target };
  await Deno.writeTextFile(join(folder, "build.json"), `${JSON.stringify(info)}\n`);
  await Deno.copyFile(coreLibrary(target), join(folder, CORE));
  return { info, packages };
}

/** The files below a folder, relative and in order. */
export function filesIn(folder: string, at: string = folder): string[] {
  return [...Deno.readDirSync(at)].flatMap(({ name, isDirectory }) => {
    const path = join(at, name);
    return isDirectory ? filesIn(folder, path) : [relative(folder, path).replaceAll("\\", "/")];
  }).sort();
}

async function hashOf(folder: string): Promise<string> {
  const hash = createHash("sha256");
  for (const name of filesIn(folder)) {
    const bytes = await Deno.readFile(join(folder, name));
    hash.update(`${name}\0${bytes.length}\0`).update(bytes);
  }
  return hash.digest("hex");
}

async function copyFolder(from: string, to: string): Promise<void> {
  await Deno.mkdir(to, { recursive: true });
  for await (const { name, isDirectory } of Deno.readDir(from)) {
    if (isDirectory) await copyFolder(join(from, name), join(to, name));
    else await Deno.copyFile(join(from, name), join(to, name));
  }
}
