import type { LuaProgram } from "../../lua/mod.ts";
import type { Dependencies } from "../../registry/mod.ts";
import type { VersioningBehavior } from "../../temporal/mod.ts";
import { programOf, registrationOf } from "../lua_code/mod.ts";

/** The workflows, by type, and the activities that name this worker. */
export function registered(workerId: string, dependencies: Pick<Dependencies, "members" | "find" | "settings">) {
  const workflows = new Map<string, LuaProgram>();
  const versioningBehaviors = new Map<string, VersioningBehavior>();
  const activities: string[] = [];
  for (const member of dependencies.members(workerId)) {
    const registration = registrationOf(member.entry, member.kind.name);
    if (registration?.type === "activity") activities.push(registration.name);
    const program = registration?.type === "workflow" ? programOf(member, dependencies) : undefined;
    if (!registration || !program) continue;
    workflows.set(registration.name, program);
    if (registration.versioningBehavior) versioningBehaviors.set(registration.name, registration.versioningBehavior);
  }
  return { workflows, versioningBehaviors, activities };
}
