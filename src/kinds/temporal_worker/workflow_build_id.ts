import { createHash } from "node:crypto";
import type { CheckContext } from "../../registry/mod.ts";
import { codeFingerprint } from "../lua_code/mod.ts";
import type { DeploymentWorkflow } from "./lookup.ts";

/** Digits are enough when two builds of one deployment differ. */
const LENGTH = 16;

/**
 * The build id of the workers with `build_id: auto` of one deployment: another one after any change that can change what a
 * workflow of theirs does, and the same after changes of activities, comments and other entries.
 *
 * @param workflows of all these workers, in any order
 * @param find gives the entries that they import
 * @param abi number of the rules by which this program runs workflows
 */
export function workflowBuildId(
  workflows: readonly DeploymentWorkflow[],
  find: CheckContext["find"],
  abi: number,
): string {
  const parts = workflows.map(({ type, configured }) => [type, codeFingerprint(configured, find)]).sort();
  return createHash("sha256").update(JSON.stringify([abi, parts])).digest("hex").slice(0, LENGTH);
}
