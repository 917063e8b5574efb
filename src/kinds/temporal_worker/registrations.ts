import type { CheckContext, Configured } from "../../registry/mod.ts";
import { type Registration, registrationOf } from "../lua_code/mod.ts";

/** An entry that a worker runs. */
export interface RegisteredMember {
  readonly configured: Configured;
  readonly registration: Registration;
}

/** The entries that register with a worker and how, ordered by id. */
export function registrations(workerId: string, { members }: Pick<CheckContext, "members">): RegisteredMember[] {
  return members(workerId).flatMap((configured) => {
    const registration = registrationOf(configured.entry, configured.kind.name);
    return registration ? [{ configured, registration }] : [];
  });
}
