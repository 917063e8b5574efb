import { kinds } from "../../kinds/mod.ts";
import { load, type LoadedApp } from "../../app/mod.ts";
import type { CliContext } from "../context.ts";

/**
 * Loads the application that the global options name. Its faults are in the collector; nothing is printed.
 *
 * @param unresolved how grave it is that a variable has no value: an error for who wants to run the application
 * @param lint whether to tell also what the linter finds
 */
export function loadApp(
  { options, configuration, env }: CliContext,
  unresolved: "error" | "warning" = "error",
  lint = false,
): Promise<LoadedApp> {
  const { appFolder, overrides } = options;
  return load({ appFolder, configuration, overrides, kinds, systemEnvironment: env, unresolved, lint });
}
