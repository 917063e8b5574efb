import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gitCommit } from "./git_commit.ts";
import { INCLUDED, stage, type Staged } from "./stage.ts";
import type { Target } from "./targets.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
/** Bytes that the file may have at most. */
const LIMIT = 140_000_000;

/**
 * What the program may do. Addresses, folders and variables are the application's to name, so these cannot be narrower;
 * `write` and `run` are for the dev server and its cache, `ffi` for Temporal's core, which is a native library.
 */
const PERMISSIONS = ["read", "write", "net", "env", "sys", "ffi", "run"].map((name) => `--allow-${name}`);

/** A file that was made. */
export interface Compiled {
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  readonly staged: Staged;
}

/**
 * Makes the executable file of a target.
 *
 * @throws Error when `deno compile` cannot make it, for example without its runtime for that target, or it is too large
 */
export async function compileTarget(target: Target, output: string): Promise<Compiled> {
  const folder = join(ROOT, "dist", "stage", target);
  const staged = await stage(folder, target, await gitCommit(ROOT));
  await Deno.mkdir(dirname(output), { recursive: true });
  const include = INCLUDED.flatMap((path) => ["--include", path]);
  const options = ["--no-config", "--no-prompt", "--no-check", ...PERMISSIONS, ...include, "--target", target];
  const { success, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["compile", ...options, "--output", output, "main.mjs"],
    cwd: folder,
    clearEnv: true,
    env: environment(target),
    stdin: "null",
    stdout: "null",
    stderr: "piped",
  }).output();
  if (!success) {
    const [reason] = new TextDecoder().decode(stderr).split("\nStack backtrace");
    throw new Error(`deno compile failed for ${target}:\n${reason!.trim()}`);
  }
  const { size } = await Deno.stat(output);
  if (size > LIMIT) throw new Error(`${output} has ${size} bytes, at most ${LIMIT} are allowed`);
  return { path: output, size, staged };
}

/** A runtime that `DENORT_BIN` names is that of this machine. */
function environment(target: Target): Record<string, string> {
  const { DENORT_BIN, ...others } = Deno.env.toObject();
  return { ...others, NO_COLOR: "1", ...(DENORT_BIN && target === Deno.build.target && { DENORT_BIN }) };
}
