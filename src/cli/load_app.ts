import { kinds } from "../kinds/mod.ts";
import { load, type LoadedApp } from "../runtime/mod.ts";
import type { CliContext } from "./context.ts";

/** Loads the application that the global options name. Its faults are in the collector; nothing is printed. */
export function loadApp({ options }: CliContext): Promise<LoadedApp> {
  return load({ appFolder: options.appFolder, overrides: options.overrides, kinds });
}
