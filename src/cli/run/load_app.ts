import { kinds } from "../../kinds/mod.ts";
import { load, type LoadedApp } from "../../app/mod.ts";
import type { CliContext } from "../context.ts";

/**
 * Loads the application that the global options name. Its faults are in the collector; nothing is printed.
 *
 * @param unresolved severity of a variable without a value: an error for commands that run the application
 * @param lint whether the linter runs, too
 * @returns the application, also when it has faults
 */
export function loadApp(
  { options, configuration, env }: CliContext,
  unresolved: "error" | "warning" = "error",
  lint = false,
): Promise<LoadedApp> {
  const { appFolder, overrides } = options;
  return load({ appFolder, configuration, overrides, kinds, systemEnvironment: env, unresolved, lint });
}
