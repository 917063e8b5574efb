import type { LuaProgram } from "../../lua/run/mod.ts";
import type { Dependencies } from "../../registry/mod.ts";
import type { VersioningBehavior } from "../../temporal/mod.ts";
import { programOf } from "../lua_code/mod.ts";
import { registrations } from "./registrations.ts";

/** The workflows, by type, and the activities that name this worker. */
export function registered(workerId: string, dependencies: Pick<Dependencies, "members" | "find" | "settings">) {
  const workflows = new Map<string, LuaProgram>();
  const versioningBehaviors = new Map<string, VersioningBehavior>();
  const activities: string[] = [];
  for (
    const { configured, registration: { type, name, versioningBehavior } } of registrations(workerId, dependencies)
  ) {
    if (type === "activity") activities.push(name);
    const program = type === "workflow" ? programOf(configured, dependencies) : undefined;
    if (!program) continue;
    workflows.set(name, program);
    if (versioningBehavior) versioningBehaviors.set(name, versioningBehavior);
  }
  return { workflows, versioningBehaviors, activities };
}
