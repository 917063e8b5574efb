import assert from "node:assert/strict";
import { bytesToByteString } from "../../src/base/mod.ts";

/** PUC Lua, the original implementation. */
const COMMAND = "lua5.3";

/**
 * Runs programs on PUC Lua, all in one process.
 *
 * @param show a Lua expression: a function that is called with each program's function and gives its answer as a string
 * @returns the answers, as byte strings
 */
export async function runOnPucLua(programs: readonly string[], show: string): Promise<string[]> {
  const quoted = programs.map((program) => `[=====[\n${program}]=====]`);
  const script = `local show = ${show}
for _, program in ipairs{${quoted.join()}} do
  local answer = show(assert(load(program, "=case")))
  io.write(#answer, "\\n", answer, "\\n")
end`;
  const process = new Deno.Command(COMMAND, { args: ["-"], stdin: "piped", stdout: "piped", stderr: "piped" }).spawn();
  const writer = process.stdin.getWriter();
  const written = writer.write(new TextEncoder().encode(script)).then(() => writer.close());
  const [{ stdout, stderr }] = await Promise.all([process.output(), written]);
  assert.equal(new TextDecoder().decode(stderr), "");
  return readAnswers(bytesToByteString(stdout));
}

/** Each answer comes as its length, on a line of its own, and its bytes. */
function readAnswers(output: string): string[] {
  const answers: string[] = [];
  for (let at = 0; at < output.length;) {
    const newline = output.indexOf("\n", at);
    const end = newline + 1 + Number(output.slice(at, newline));
    answers.push(output.slice(newline + 1, end));
    at = end + 1;
  }
  return answers;
}
