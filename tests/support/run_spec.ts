import { cp } from "node:fs/promises";
import { main } from "../../src/cli/mod.ts";
import type { SpecCase } from "./spec_case.ts";
import { testHost } from "./test_host.ts";
import { textStreams } from "./text_streams.ts";

/** What a case did. */
export interface SpecOutcome {
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
}

const MAIN = new URL("../../main.ts", import.meta.url).pathname;

/**
 * Runs a case: with the compiled file that `LUNATION_BINARY` names, in a process of its own when the case asks for it or
 * `LUNATION_SPEC=process` is set, else inside this process, which is much faster.
 */
export async function runSpec(spec: SpecCase): Promise<SpecOutcome> {
  if (!spec.writes) return await runInPlace(spec);
  const folder = await Deno.makeTempDir({ prefix: "lunation-spec-" });
  try {
    await cp(spec.folder, folder, { recursive: true });
    return await runInPlace({ ...spec, folder });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

function runInPlace(spec: SpecCase): Promise<SpecOutcome> {
  const binary = Deno.env.get("LUNATION_BINARY");
  if (binary && !spec.permissions) return runProcess(spec, binary, []);
  const apart = spec.process || spec.permissions || Deno.env.get("LUNATION_SPEC") === "process";
  return apart ? runProcess(spec, Deno.execPath(), ["run", ...spec.permissions ?? ["-A"], MAIN]) : runInside(spec);
}

async function runProcess(spec: SpecCase, program: string, first: string[]): Promise<SpecOutcome> {
  const child = new Deno.Command(program, {
    args: [...first, ...spec.args],
    cwd: spec.folder,
    env: { NO_COLOR: "1", ...spec.env },
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  // A program that does not read may have ended meanwhile.
  await ReadableStream.from([new TextEncoder().encode(spec.stdin)]).pipeTo(child.stdin).catch(() => {});
  const { code, stdout, stderr } = await child.output();
  const decoder = new TextDecoder();
  return { exit: code, stdout: decoder.decode(stdout), stderr: decoder.decode(stderr) };
}

async function runInside(spec: SpecCase): Promise<SpecOutcome> {
  const env = { get: (name: string) => spec.env[name], toObject: () => ({ ...spec.env }) };
  const { host, written } = testHost({ cwd: spec.folder, env });
  const streams = textStreams(spec.stdin, host.stdout, host.stderr);
  const exit = await main(spec.args, { ...host, streams });
  return { exit, ...written };
}
