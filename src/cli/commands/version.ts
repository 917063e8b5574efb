import config from "../../../deno.json" with { type: "json" };
import type { CliContext } from "../context.ts";

/** Prints `lunation 0.1.0`, or with `--json` the version, the Deno version and the platform. */
export function version({ stdout, options }: CliContext): number {
  const { version } = config;
  stdout(
    options.json
      ? `${JSON.stringify({ version, deno: Deno.version.deno, platform: Deno.build.target })}\n`
      : `lunation ${version}\n`,
  );
  return 0;
}
