import { errorText } from "../base/mod.ts";
import type { Configuration } from "../configuration/mod.ts";
import { quote } from "../diagnostics/mod.ts";
import { files } from "../platform/mod.ts";
import { type Command, UsageError } from "./command.ts";
import type { GivenOptions } from "./context.ts";
import type { Host } from "./host.ts";

/**
 * Reads how the program is to run: the configuration file of the application, or that of `--config`, with `--profile` and
 * `--set`. Faults in it are part of the result.
 *
 * @throws {UsageError} when the file of `--config` cannot be read, or a `--set` is malformed
 */
export async function readConfiguration(
  { appFolder, configFile, profile, settings }: GivenOptions,
  { usesApp }: Command,
  { env }: Host,
): Promise<Configuration> {
  // YAML and schemas take time to load, which commands that need no application save.
  const configuration = await import("../configuration/mod.ts");
  if (configFile !== undefined) checkFile(configFile);
  for (const text of settings.filter((text) => !configuration.isSetting(text))) {
    throw new UsageError(
      `--set ${quote(text)} is malformed; write it as "section.path=value", such as "shutdown.timeout=60s"`,
    );
  }
  return await configuration.readConfiguration({
    ...usesApp && { appFolder },
    ...configFile !== undefined && { file: configFile },
    ...profile !== undefined && { profile },
    settings,
    env: (name) => env.get(name),
  });
}

function checkFile(file: string): void {
  try {
    if (files.statSync(file).isFile) return;
  } catch (error) {
    const reason = errorText(error);
    throw new UsageError(`cannot read the configuration file "${file}" of --config: ${reason}`);
  }
  throw new UsageError(`cannot read the configuration file "${file}" of --config: it is not a file`);
}
