import { stop } from "esbuild";
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Compiled, compileTarget } from "./compile_target.ts";
import { describeRelease } from "./describe_release.ts";
import { outputName, TARGETS } from "./targets.ts";

const FOLDER = fileURLToPath(new URL("../../dist/release/", import.meta.url));

/**
 * `deno task release`: the files of all targets in `dist/release`, with `SHA256SUMS` and `lunation.cdx.json`. A target whose
 * runtime Deno cannot get is told, and left out; the exit code is 1 then.
 */
async function main(): Promise<void> {
  await Deno.remove(FOLDER, { recursive: true }).catch(() => {});
  await Deno.mkdir(FOLDER, { recursive: true });
  const made: Compiled[] = [];
  for (const target of TARGETS) {
    try {
      const compiled = await compileTarget(target, join(FOLDER, outputName(target, true)));
      made.push(compiled);
      console.error(`${basename(compiled.path)}: ${(compiled.size / 1e6).toFixed(0)} MB`);
    } catch (error) {
      console.error(`error: ${error instanceof Error ? error.message : error}`);
      Deno.exitCode = 1;
    }
  }
  const first = made[0];
  if (!first) throw new Error("No file could be made");
  const bom = join(FOLDER, "lunation.cdx.json");
  await Deno.writeTextFile(bom, `${JSON.stringify(await describeRelease(first.staged), null, 2)}\n`);
  const sums = await Promise.all(
    [...made.map(({ path }) => path), bom].map(async (path) => `${await sha256(path)}  ${basename(path)}\n`),
  );
  await Deno.writeTextFile(join(FOLDER, "SHA256SUMS"), sums.join(""));
  const { version, commit, bundle_hash } = first.staged.info;
  console.error(
    `lunation ${version}, commit ${commit}, bundle ${bundle_hash}: ${made.length} of ${TARGETS.length} targets`,
  );
}

async function sha256(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const bytes of createReadStream(path)) hash.update(bytes);
  return hash.digest("hex");
}

await main();
await stop();
