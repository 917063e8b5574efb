import { fileURLToPath } from "node:url";
import type { Measurement, Plan } from "./plan.ts";
import { runCommand, tryCommand } from "./run_command.ts";

/** One implementation of the order workflow. */
export interface Peer {
  readonly name: string;
  /** Program and arguments; the plan is put in the place of `PLAN`. */
  readonly command: readonly string[];
}

const TYPESCRIPT = fileURLToPath(new URL("./typescript/", import.meta.url));
const GO = fileURLToPath(new URL("./go/", import.meta.url));
const LUNATION = fileURLToPath(new URL("./lunation.ts", import.meta.url));

/**
 * Makes the peers ready to run.
 *
 * @param cache folder for what is built
 * @returns Lunation, TypeScript when there is Node, and Go when there is Go
 */
export async function preparePeers(cache: string): Promise<Peer[]> {
  await Deno.mkdir(cache, { recursive: true });
  const lunation = { name: "Lunation (Lua, Deno)", command: [Deno.execPath(), "run", "-A", LUNATION, "PLAN"] };
  return [lunation, ...await prepareTypeScript(cache), ...await prepareGo(cache)];
}

async function prepareTypeScript(cache: string): Promise<Peer[]> {
  const version = await tryCommand("node", ["--version"]);
  if (version === undefined) return [];
  const bundle = `${cache}/workflow_bundle.js`;
  await runCommand("node", [`${TYPESCRIPT}bundle.mjs`, bundle]);
  return [{
    name: `TypeScript SDK (Node ${version.trim()})`,
    command: ["node", `${TYPESCRIPT}main.mjs`, "PLAN", bundle],
  }];
}

async function prepareGo(cache: string): Promise<Peer[]> {
  const version = await tryCommand("go", ["env", "GOVERSION"]);
  if (version === undefined) return [];
  const program = `${cache}/go_peer`;
  await runCommand("go", ["build", "-o", program, "."], GO);
  return [{ name: `Go SDK (${version.trim()})`, command: [program, "PLAN"] }];
}

/** Runs a peer in a process of its own. */
export async function measure({ command }: Peer, plan: Plan): Promise<Measurement> {
  const [program, ...args] = command.map((part) => part === "PLAN" ? JSON.stringify(plan) : part);
  const output = await runCommand(program!, args);
  return JSON.parse(output.trimEnd().split("\n").at(-1)!);
}
