import { fileURLToPath } from "node:url";
import { align } from "../align.ts";
import { runCommand, tryCommand } from "../run_command.ts";
import type { StateMeasurement, StatePlan } from "./plan.ts";

const REFERENCE = "TypeScript SDK";
const HEADINGS = ["", "RSS KB/idle", "×", "CPU ms/replay", "×", "events", "CPU µs/signal", "×", "signals/s"];

interface Peer {
  readonly name: string;
  readonly command: readonly string[];
}

/**
 * Measures, each in a process of its own: the memory of idle workflows in the cache, the replay of a long history, and many
 * signals to one workflow; on Lunation, and on the TypeScript SDK when there is Node.
 *
 * @param cache folder for what is built
 * @returns a table of the best of all rounds
 */
export async function benchState(cache: string, plan: StatePlan, rounds: number): Promise<string> {
  const peers = await preparePeers(cache);
  const best = new Map<string, StateMeasurement>();
  for (let round = 1; round <= rounds; round++) {
    for (const { name, command: [program, ...args] } of peers) {
      console.error(`Round ${round} of ${rounds}: ${name}`);
      const output = await runCommand(program!, args.map((arg) => arg === "PLAN" ? JSON.stringify(plan) : arg));
      const measured: StateMeasurement = JSON.parse(output.trimEnd().split("\n").at(-1)!);
      best.set(name, better(measured, best.get(name)));
    }
  }
  return table(best, plan);
}

async function preparePeers(cache: string): Promise<Peer[]> {
  await Deno.mkdir(cache, { recursive: true });
  const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));
  const flags = ["run", "-A", "--v8-flags=--expose-gc"];
  const lunation = { name: "Lunation", command: [Deno.execPath(), ...flags, path("lunation.ts"), "PLAN"] };
  const version = await tryCommand("node", ["--version"]);
  if (version === undefined) return [lunation];
  const bundle = `${cache}/state_bundle.js`;
  await runCommand("node", [path("../typescript/bundle.mjs"), bundle, path("workflows.ts")]);
  const command = ["node", "--expose-gc", path("typescript.mjs"), "PLAN", bundle];
  return [lunation, { name: `${REFERENCE} (Node ${version.trim()})`, command }];
}

/** Whatever disturbs a measurement makes it worse. */
function better(a: StateMeasurement, b = a): StateMeasurement {
  return {
    idleBytes: Math.min(a.idleBytes, b.idleBytes),
    signalsCpuMs: Math.min(a.signalsCpuMs, b.signalsCpuMs),
    signalsSeconds: Math.min(a.signalsSeconds, b.signalsSeconds),
    replayCpuMs: Math.min(a.replayCpuMs, b.replayCpuMs),
    events: a.events,
  };
}

function table(measurements: ReadonlyMap<string, StateMeasurement>, { signals }: StatePlan): string {
  const reference = [...measurements].find(([name]) => name.startsWith(REFERENCE))?.[1];
  const rows = [...measurements].map(([name, measured]) => {
    const ratio = (key: keyof StateMeasurement) => reference ? (measured[key] / reference[key]).toFixed(2) : "–";
    return [
      name,
      (measured.idleBytes / 1000).toFixed(1),
      ratio("idleBytes"),
      measured.replayCpuMs.toFixed(1),
      ratio("replayCpuMs"),
      measured.events.toFixed(0),
      (measured.signalsCpuMs * 1000 / signals).toFixed(0),
      ratio("signalsCpuMs"),
      (signals / measured.signalsSeconds).toFixed(0),
    ];
  });
  return align([HEADINGS, ...rows]);
}
