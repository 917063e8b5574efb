import config from "../../../deno.json" with { type: "json" };
import { build, files, program } from "../../platform/mod.ts";
import type { CliContext } from "../context.ts";

/** What the compiled file says of itself. */
interface BuildInfo {
  readonly commit: string | null;
  readonly bundle_hash: string | null;
}

/**
 * Prints `lunation 0.1.0`, or with `--json` `{version, commit, bundle_hash, deno, platform}`; commit and hash are null
 * when it runs from source.
 */
export function version({ stdout, options }: CliContext): number {
  const { version } = config;
  if (!options.json) return stdout(`lunation ${version}\n`), 0;
  const { commit, bundle_hash } = buildInfo();
  const { deno } = program.version;
  stdout(`${JSON.stringify({ version, commit, bundle_hash, deno, platform: build.target })}\n`);
  return 0;
}

function buildInfo(): BuildInfo {
  if (!build.standalone) return { commit: null, bundle_hash: null };
  return JSON.parse(files.readTextFileSync(new URL("../../../build.json", import.meta.url)));
}

/** Prints a JSON Schema of registry files, for editors: `# yaml-language-server: $schema=lunation.schema.json`. */
export async function schema({ stdout }: CliContext): Promise<number> {
  // "version" needs neither, and is not to wait for them.
  const [{ jsonSchema }, { kinds }] = await Promise.all([import("../../app/mod.ts"), import("../../kinds/mod.ts")]);
  stdout(`${JSON.stringify(jsonSchema(kinds), null, 2)}\n`);
  return 0;
}
