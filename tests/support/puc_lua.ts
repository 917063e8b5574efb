import assert from "node:assert/strict";
import { bytesToByteString, toLatin1 } from "../../src/base/mod.ts";

/** A version of PUC Lua, the original implementation, by its command. */
export type PucLua = "lua5.3" | "lua5.4";

/** The answer of a program that is not Lua. */
export const NOT_LUA = "not Lua";
/** The error of a program that runs too long. */
const ENDLESS = "endless";
const MOST_INSTRUCTIONS = 20_000_000;
/** Nothing but a program that catches the error, too, takes so long. */
const LONGEST_MS = 60_000;

/**
 * Runs programs on PUC Lua, all in one process.
 *
 * @param show a Lua expression: a function that is called with each program's function and gives its answer as a string
 * @returns the answers, one character per byte; {@linkcode NOT_LUA} for what is not Lua; fewer when one did not end
 */
export async function runOnPucLua(command: PucLua, programs: readonly string[], show: string): Promise<string[]> {
  const quoted = programs.map((program) => `[=====[\n${program}]=====]`);
  const script = `local show = ${show}
local hook, load, write, ipairs, setmetatable = debug.sethook, load, io.write, ipairs, setmetatable
local globals = {__index = _G}
local function stop() error("${ENDLESS}", 0) end
for _, program in ipairs{${quoted.join()}} do
  -- Names that one sets must not show in the next.
  local fn = load(program, "=case", "t", setmetatable({}, globals))
  hook(stop, "", ${MOST_INSTRUCTIONS})
  local answer = fn and show(fn) or "${NOT_LUA}"
  write(#answer, "\\n", answer, "\\n")
end`;
  const process = new Deno.Command(command, {
    args: ["-"],
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
    signal: AbortSignal.timeout(LONGEST_MS),
  }).spawn();
  const writer = process.stdin.getWriter();
  const written = writer.write(new TextEncoder().encode(script)).then(() => writer.close());
  const [{ stdout, stderr }] = await Promise.all([process.output(), written]);
  assert.equal(new TextDecoder().decode(stderr), "");
  return readAnswers(toLatin1(bytesToByteString(stdout)));
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
