import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** A platform that the program is released for, named as Deno and Temporal's core name it. */
export const TARGETS = [
  "x86_64-unknown-linux-gnu",
  "aarch64-unknown-linux-gnu",
  "x86_64-apple-darwin",
  "aarch64-apple-darwin",
  "x86_64-pc-windows-msvc",
] as const;

export type Target = typeof TARGETS[number];

export function isTarget(text: string): text is Target {
  return TARGETS.some((target) => target === text);
}

/**
 * The target that this program runs on.
 *
 * @throws Error when there is none
 */
export function ownTarget(): Target {
  const { target } = Deno.build;
  if (isTarget(target)) return target;
  throw new Error(`There is no file for ${target}; there are ${TARGETS.join(", ")}`);
}

/** `dist/lunation` for the platform itself, else `dist/lunation-TARGET`, on Windows with `.exe`. */
export function outputName(target: Target, isNamed: boolean): string {
  return `lunation${isNamed ? `-${target}` : ""}${target.includes("windows") ? ".exe" : ""}`;
}

/** Where the native library of Temporal's core for a target lies in its package. */
export function coreLibrary(target: Target): string {
  return join(coreFolder(), "releases", target, "index.node");
}

/** The folder of Temporal's core package. */
export function coreFolder(): string {
  const ofWorker = createRequire(createRequire(import.meta.url).resolve("@temporalio/worker"));
  return dirname(ofWorker.resolve("@temporalio/core-bridge/package.json"));
}
