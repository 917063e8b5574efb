import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const ORDERS = `${ROOT}examples/orders`;
/** What `run` says when its workers poll. */
const POLLING = "Running the application";
/** Clock ticks per second in /proc, the same on every Linux. */
const TICKS = 100;

/** How fast the program starts. */
export interface Startup {
  readonly name: string;
  /** Of `check` on the order example: processor time, the most memory, and time on the clock. */
  readonly check: { readonly cpuMs: number; readonly peakRssBytes: number; readonly ms: number };
  /** Milliseconds from the start of `run` to its workers' first poll. */
  readonly pollMs: number;
}

/**
 * Measures the program from source, and the compiled file when `LUNATION_BINARY` names one. Linux only: it reads /proc.
 *
 * @param address of a Temporal server
 * @returns medians over the rounds
 */
export async function measureStartup(address: string, rounds: number): Promise<Startup[]> {
  const binary = Deno.env.get("LUNATION_BINARY");
  const programs = [
    { name: "from source", command: [Deno.execPath(), "run", "-A", `${ROOT}main.ts`] },
    ...binary ? [{ name: "compiled file", command: [binary] }] : [],
  ];
  const results: Startup[] = [];
  for (const { name, command } of programs) {
    const checks = await repeat(rounds, () => measureCheck(command));
    const polls = await repeat(rounds, () => measurePoll(command, address));
    const check = {
      cpuMs: median(checks.map(({ cpuMs }) => cpuMs)),
      peakRssBytes: median(checks.map(({ peakRssBytes }) => peakRssBytes)),
      ms: median(checks.map(({ ms }) => ms)),
    };
    results.push({ name, check, pollMs: median(polls) });
  }
  return results;
}

/** Lays the results out as text. */
export function startupTable(results: readonly Startup[]): string {
  return results.map(({ name, check: { cpuMs, peakRssBytes, ms }, pollMs }) =>
    `${name.padEnd(14)} check: CPU ${cpuMs.toFixed(0)} ms, peak RSS ${(peakRssBytes / 1e6).toFixed(0)} MB, ` +
    `${ms.toFixed(0)} ms on the clock; start to first poll: ${pollMs.toFixed(0)} ms`
  ).join("\n");
}

async function measureCheck([program, ...first]: readonly string[]) {
  const begin = performance.now();
  const child = new Deno.Command(program!, {
    args: [...first, "check", "--app", ORDERS],
    stdin: "null",
    stdout: "null",
    stderr: "null",
  }).spawn();
  let used = { cpuMs: 0, peakRssBytes: 0 };
  // /proc forgets a process when it ends: the last look, some milliseconds before, counts.
  const watch = setInterval(() => used = usage(child.pid) ?? used, 5);
  const { success } = await child.status;
  clearInterval(watch);
  if (!success) throw new Error(`"${program} check" failed`);
  return { ...used, ms: performance.now() - begin };
}

async function measurePoll([program, ...first]: readonly string[], address: string): Promise<number> {
  const begin = performance.now();
  const overrides = [`app:temporal_client:address=${address}`, `app:worker:task_queue=${crypto.randomUUID()}`];
  const child = new Deno.Command(program!, {
    args: [...first, "run", "--app", ORDERS, ...overrides.flatMap((text) => ["-o", text])],
    stdin: "null",
    stdout: "null",
    stderr: "piped",
  }).spawn();
  let text = "";
  let elapsed: number | undefined;
  for await (const part of child.stderr.pipeThrough(new TextDecoderStream())) {
    text += part;
    if (elapsed !== undefined || !text.includes(POLLING)) continue;
    elapsed = performance.now() - begin;
    child.kill("SIGTERM");
  }
  await child.status;
  if (elapsed === undefined) throw new Error(`"${program} run" did not start:\n${text}`);
  return elapsed;
}

function usage(pid: number): { cpuMs: number; peakRssBytes: number } | undefined {
  try {
    const stat = Deno.readTextFileSync(`/proc/${pid}/stat`);
    const [user, system] = stat.slice(stat.lastIndexOf(")") + 2).split(" ").slice(11, 13).map(Number);
    const peak = /^VmHWM:\s*(\d+) kB/m.exec(Deno.readTextFileSync(`/proc/${pid}/status`))?.[1];
    return peak === undefined ? undefined : {
      cpuMs: (user! + system!) * 1000 / TICKS,
      peakRssBytes: Number(peak) * 1024,
    };
  } catch {
    return undefined; // it has just ended
  }
}

async function repeat<T>(times: number, work: () => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  for (let count = 0; count < times; count++) results.push(await work());
  return results;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
}
