import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Bom, type NpmPackage, sbom } from "./sbom.ts";
import type { Staged } from "./stage.ts";
import { coreFolder } from "./targets.ts";

const LOCK = fileURLToPath(new URL("../../deno.lock", import.meta.url));

/** The bill of materials of what was staged, read from deno.lock, the packages and the lock file of Temporal's core. */
export async function describeRelease({ info, packages }: Staged): Promise<Bom> {
  const folders = [...packages.filter((folder) => folder !== coreFolder()), coreFolder()];
  const lock = JSON.parse(await Deno.readTextFile(LOCK)) as { npm: Record<string, { integrity: string }> };
  const integrity = new Map(
    Object.entries(lock.npm).map(([key, value]) => [key.replace(/(?<=.@[^_]*)_.*$/, ""), value.integrity]),
  );
  return sbom({
    version: info.version,
    commit: info.commit,
    bundleHash: info.bundle_hash,
    deno: Deno.version.deno,
    packages: await Promise.all(folders.map(readPackage)),
    integrity,
    cargoLock: await Deno.readTextFile(join(coreFolder(), "Cargo.lock")),
  });
}

async function readPackage(folder: string): Promise<NpmPackage> {
  const { name, version, license, dependencies } = JSON.parse(await Deno.readTextFile(join(folder, "package.json")));
  return { name, version, dependencies, ...typeof license === "string" && { license } };
}
