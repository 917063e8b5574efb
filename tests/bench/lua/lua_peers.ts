import { fileURLToPath } from "node:url";
import { runCommand, tryCommand } from "../run_command.ts";
import type { LuaReport } from "./lua_report.ts";
import { programFile, PROGRAMS, SUSPENDED } from "./programs.ts";

/** An implementation of Lua: the program that measures it, and its arguments. */
export interface LuaPeer {
  readonly name: string;
  readonly command: string;
  args(rounds: number): string[];
}

/** The results of one implementation. */
export interface LuaResult {
  readonly name: string;
  readonly report: LuaReport;
}

const GOPHER = fileURLToPath(new URL("gopher/", import.meta.url));
const fileOf = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/**
 * Makes the implementations ready to run.
 *
 * @param cache folder for what is built
 * @returns our engines, PUC Lua and LuaJIT's interpreter where they are installed, and gopher-lua where there is Go
 */
export async function prepareLuaPeers(cache: string): Promise<LuaPeer[]> {
  await Deno.mkdir(cache, { recursive: true });
  return [
    enginePeer("compiler"),
    enginePeer("fengari"),
    ...await preparePuc("PUC Lua 5.4", "lua5.4"),
    ...await preparePuc("LuaJIT -joff", "luajit", ["-joff"]),
    ...await prepareGopher(cache),
  ];
}

function enginePeer(name: string): LuaPeer {
  const flags = ["run", "-A", "--v8-flags=--expose-gc", fileOf("engine.ts")];
  return { name, command: Deno.execPath(), args: (rounds) => [...flags, name, String(rounds), ...PROGRAMS] };
}

/** An implementation with the command line of PUC Lua. */
async function preparePuc(name: string, command: string, options: readonly string[] = []): Promise<LuaPeer[]> {
  if (await tryCommand(command, ["-v"]) === undefined) return [];
  const args = (
    rounds: number,
  ) => [...options, fileOf("puc.lua"), String(rounds), programFile(SUSPENDED), ...PROGRAMS.map(programFile)];
  return [{ name, command, args }];
}

async function prepareGopher(cache: string): Promise<LuaPeer[]> {
  if (await tryCommand("go", ["env", "GOVERSION"]) === undefined) return [];
  const command = `${cache}/gopher_lua`;
  await runCommand("go", ["build", "-o", command, "."], GOPHER);
  return [{ name: "gopher-lua", command, args: (rounds) => [String(rounds), ...PROGRAMS.map(programFile)] }];
}

/** Runs all implementations, one after the other, each in a process of its own. */
export async function measureLua(peers: readonly LuaPeer[], rounds: number): Promise<LuaResult[]> {
  const results: LuaResult[] = [];
  for (const { name, command, args } of peers) {
    console.error(`Lua: ${name}`);
    results.push({ name, report: JSON.parse(await runCommand(command, args(rounds))) });
  }
  return results;
}
