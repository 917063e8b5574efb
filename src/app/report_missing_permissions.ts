import { quote } from "../diagnostics/mod.ts";
import { isGranted } from "../platform/mod.ts";
import type { PermissionNeed } from "../registry/mod.ts";
import type { LoadedApp } from "./loaded_app.ts";
import { type EntryPermission, permissionsOf } from "./permissions_of.ts";

/** What each permission is for, in a message. */
const PURPOSES: Record<PermissionNeed["name"], (value: string) => string> = {
  read: (path) => `reads ${quote(path)}`,
  write: (path) => `writes into ${quote(path)}`,
  net: (host) => `connects to ${quote(host)}`,
  ffi: (path) => `loads the library ${quote(path)}`,
  sys: (name) => `asks the system for ${quote(name)}`,
};

/**
 * Reports each permission that an entry needs and Deno does not give (architecture.md §5), before anything starts.
 *
 * @param isAllowed asks the runtime
 */
export function reportMissingPermissions(
  app: LoadedApp,
  isAllowed: (need: EntryPermission) => boolean = isGranted,
): void {
  for (const need of permissionsOf(app).filter((need) => !isAllowed(need))) {
    const { configured: { entry }, name, value, path } = need;
    const field = path.join(".");
    const message = `${quote(entry.id)} ${PURPOSES[name](value)} (${field}), which Deno does not allow`;
    app.collector.report(entry.locate(path), "permission-denied", message, {
      entryId: entry.id,
      notes: [`Start the program with --allow-${name}=${value}; "lunation permissions" prints all flags`],
    });
  }
}
