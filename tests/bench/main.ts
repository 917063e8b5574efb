import { availableParallelism, loadavg } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { cacheFolder, progressPrinter, startDevServer } from "../../src/devserver/mod.ts";
import { luaTable } from "./lua/lua_table.ts";
import { measureLua, prepareLuaPeers } from "./lua/lua_peers.ts";
import { measure, type Peer, preparePeers } from "./peer.ts";
import type { Measurement, Plan } from "./plan.ts";
import { benchState } from "./state/bench_state.ts";
import { measureStartup, startupTable } from "./startup.ts";
import { table } from "./table.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: "string", default: "3" },
    workflows: { type: "string", default: "300" },
    replays: { type: "string", default: "500" },
    only: { type: "string", default: "" },
  },
});

/**
 * `deno task bench [lua] [workflows] [state] [--rounds N] [--workflows N] [--replays N] [--only NAME]`: runs Lua programs on the
 * engines and on other implementations of Lua; measures how the program starts (from source, and the compiled file that
 * `LUNATION_BINARY` names); then runs the same order workflow on Lunation and on its peers, in turn, against one dev
 * server; then idle, long and busy workflows on Lunation and the TypeScript SDK. Prints a table of each.
 */
async function main(): Promise<void> {
  const wants = (section: string) => positionals.length === 0 || positionals.includes(section);
  if (wants("lua")) {
    const peers = await prepareLuaPeers(join(cacheFolder(), "bench"));
    console.log(`Lua, processor time, best of ${values.rounds} rounds; ${machine()}\n`);
    console.log(`${luaTable(await measureLua(peers, Number(values.rounds)))}\n`);
  }
  if (wants("workflows")) await benchWorkflows();
  if (wants("state")) await benchStates();
}

async function benchStates(): Promise<void> {
  const server = await startServer();
  const plan = { address: server.address, idle: 1000, steps: 333, replays: 20, signals: 5000 };
  try {
    const results = await benchState(join(cacheFolder(), "bench"), plan, Number(values.rounds));
    const what = `${plan.idle} idle workflows in the cache, ${plan.replays} replays, ${plan.signals} signals`;
    console.log(`${what}; best of ${values.rounds} rounds; ${machine()}\n\n${results}`);
  } finally {
    await server.stop();
  }
}

async function startServer() {
  const server = await startDevServer({
    appFolder: Deno.cwd(),
    port: 0,
    namespaces: ["default"],
    takenPort: "free",
    ephemeral: true,
    onProgress: progressPrinter((text) => console.error(text.trimEnd()), false),
    signal: new AbortController().signal,
  });
  Deno.addSignalListener("SIGINT", () => server.stop().then(() => Deno.exit(130)));
  return server;
}

async function benchWorkflows(): Promise<void> {
  const peers = (await preparePeers(join(cacheFolder(), "bench"))).filter(({ name }) => name.includes(values.only));
  const server = await startServer();
  const plan: Plan = {
    address: server.address,
    taskQueue: "",
    workflows: Number(values.workflows),
    replays: Number(values.replays),
    warmUp: 50,
    slots: 100,
    pollers: 10,
  };
  try {
    if (Deno.build.os === "linux") {
      console.log(`Order example, medians of 5 starts; ${machine()}\n`);
      console.log(`${startupTable(await measureStartup(server.address, 5))}\n`);
    }
    const results = await runRounds(peers, plan);
    console.log(`Order workflow: one activity, one timer of 100 ms; processor time of the worker's own process`);
    console.log(
      `Medians of ${values.rounds} rounds, each ${plan.workflows} workflows at once, ${plan.replays} replays`,
    );
    console.log(`Each with ${plan.slots} slots and ${plan.pollers} pollers, on one dev server; ${machine()}\n`);
    console.log(table(results, plan));
  } finally {
    await server.stop();
  }
}

async function runRounds(peers: readonly Peer[], plan: Plan) {
  const results = peers.map(({ name }) => ({ name, measurements: [] as Measurement[] }));
  for (let round = 1; round <= Number(values.rounds); round++) {
    for (const [index, peer] of peers.entries()) {
      console.error(`Round ${round} of ${values.rounds}: ${peer.name}; ${machine()}`);
      results[index]!.measurements.push(await measure(peer, { ...plan, taskQueue: `bench-${index}-${round}` }));
    }
  }
  return results;
}

function machine(): string {
  return `${availableParallelism()} cores, load ${loadavg().map((load) => load.toFixed(1)).join(" ")}`;
}

await main();
