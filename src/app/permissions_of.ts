import { build } from "../platform/mod.ts";
import type { Configured, PermissionNeed } from "../registry/mod.ts";
import type { LoadedApp } from "./loaded_app.ts";

/** A permission, and the entry that needs it. */
export interface EntryPermission extends PermissionNeed {
  readonly configured: Configured;
}

/**
 * What Deno must allow for an application to run (architecture.md §5), besides reading its folder and variables of the
 * environment. Empty in the compiled file, whose permissions are fixed.
 */
export function permissionsOf(
  { appFolder, configured }: Pick<LoadedApp, "appFolder" | "configured">,
): EntryPermission[] {
  if (build.standalone) return [];
  const context = { appFolder, modules: new Set(configured.flatMap(modulesOf)) };
  return configured.filter(({ isPartial }) => !isPartial).flatMap((one) =>
    (one.kind.permissions?.(one, context) ?? []).map((need) => ({ ...need, configured: one }))
  );
}

/** The entries whose Lua code declares a module. */
export function usersOf(module: string, { configured }: Pick<LoadedApp, "configured">): Configured[] {
  return configured.filter((one) => modulesOf(one).includes(module));
}

function modulesOf(configured: Configured): readonly string[] {
  return configured.kind.provides?.modules?.(configured) ?? [];
}
