import { homedir } from "node:os";
import { join } from "node:path";
import { build, environment, type OperatingSystem } from "../platform/mod.ts";

/**
 * Where Lunation keeps what it may lose (architecture.md §9): `LUNATION_CACHE`, else the platform's cache folder + `/lunation`.
 *
 * @param env reads an environment variable
 * @returns an absolute path; the folder may not exist yet
 */
export function cacheFolder(
  env: (name: string) => string | undefined = (name) => environment.get(name),
  os: OperatingSystem = build.os,
): string {
  const own = env("LUNATION_CACHE");
  if (own) return own;
  if (os === "windows") return join(env("LOCALAPPDATA") ?? join(homedir(), "AppData", "Local"), "lunation");
  if (os === "darwin") return join(homedir(), "Library", "Caches", "lunation");
  return join(env("XDG_CACHE_HOME") || join(homedir(), ".cache"), "lunation");
}
