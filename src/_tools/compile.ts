import { stop } from "esbuild";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { compileTarget } from "./compile_target.ts";
import { isTarget, outputName, ownTarget, type Target, TARGETS } from "./targets.ts";

const DIST = fileURLToPath(new URL("../../dist/", import.meta.url));

/** `deno task compile [--target T] [FILE]`: makes one executable file, for this platform when no other is named. */
async function main(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    options: { target: { type: "string" } },
    allowPositionals: true,
  });
  const target = targetOf(values.target);
  const output = positionals[0] ?? join(DIST, outputName(target, values.target !== undefined));
  const { path, size, staged } = await compileTarget(target, output);
  console.error(`${path}: ${(size / 1e6).toFixed(0)} MB, bundle ${staged.info.bundle_hash}`);
}

function targetOf(text: string | undefined): Target {
  if (text === undefined) return ownTarget();
  if (isTarget(text)) return text;
  throw new Error(`There is no target "${text}"; there are ${TARGETS.join(", ")}`);
}

try {
  await main(Deno.args);
} catch (error) {
  console.error(`error: ${error instanceof Error ? error.message : error}`);
  Deno.exitCode = 1;
}
await stop();
