import { createHash } from "node:crypto";
import type { CheckContext, Configured } from "../../registry/mod.ts";
import { codeFingerprint } from "../lua_code/mod.ts";

/** Digits are enough when two builds of one deployment differ. */
const LENGTH = 16;

/**
 * The build id of a worker with `build_id: auto`: another one after any change that can change what a workflow of it does,
 * and the same after changes of activities, comments and other entries.
 *
 * @param workflows by workflow type
 * @param find gives the entries that they import
 * @param abi number of the rules by which this program runs workflows
 */
export function workflowBuildId(
  workflows: ReadonlyMap<string, Configured>,
  find: CheckContext["find"],
  abi: number,
): string {
  const parts = [...workflows].map(([type, configured]) => [type, codeFingerprint(configured, find)]).sort();
  return createHash("sha256").update(JSON.stringify([abi, parts])).digest("hex").slice(0, LENGTH);
}
