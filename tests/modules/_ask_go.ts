import assert from "node:assert/strict";
import { outside } from "../support/outside_programs.ts";

/** Go, which answers for its own standard library. */
export const go = outside("go");

/**
 * Runs a Go program that reads a JSON list of questions and prints the list of its answers.
 *
 * @param name its folder in `tests/modules/go`
 */
export async function askGo<Answer>(name: string, questions: readonly unknown[]): Promise<Answer[]> {
  const child = new Deno.Command(go.path, {
    args: ["run", "."],
    cwd: new URL(`go/${name}/`, import.meta.url),
    env: { GO111MODULE: "off", GOFLAGS: "" },
    stdin: "piped",
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  const writer = child.stdin.getWriter();
  await writer.write(new TextEncoder().encode(JSON.stringify(questions)));
  await writer.close();
  const { success, stdout } = await child.output();
  assert.ok(success, "the Go program failed");
  return JSON.parse(new TextDecoder().decode(stdout));
}
