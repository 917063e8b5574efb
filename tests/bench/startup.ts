import { fileURLToPath } from "node:url";
import { measureCompile, writeManyFiles } from "./lua_check.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const ORDERS = `${ROOT}examples/orders`;
/** What `run` says when its workers poll. */
const POLLING = "Running the application";
/** Clock ticks per second in /proc, the same on every Linux. */
const TICKS = 100;

const MANY = { files: 1_000, lines: 100 };
const LONG_LINES = 5_000;

/** Processor time, the most memory, and time on the clock of a run of `check`. */
interface Check {
  readonly cpuMs: number;
  readonly peakRssBytes: number;
  readonly ms: number;
}

/** How fast the program starts. */
export interface Startup {
  readonly name: string;
  /** On the order example. */
  readonly check: Check;
  /** On 1 000 Lua files of 100 lines. */
  readonly checkOfMany: Check;
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
  const many = await Deno.makeTempDir();
  await writeManyFiles(many, MANY.files, MANY.lines);
  const results: Startup[] = [];
  for (const { name, command } of programs) {
    const checks = await repeat(rounds, () => measureCheck(command, ORDERS));
    const checksOfMany = await repeat(rounds, () => measureCheck(command, many));
    const polls = await repeat(rounds, () => measurePoll(command, address));
    results.push({ name, check: middle(checks), checkOfMany: middle(checksOfMany), pollMs: median(polls) });
  }
  await Deno.remove(many, { recursive: true });
  return results;
}

/** Lays the results out as text. */
export function startupTable(results: readonly Startup[]): string {
  const text = ({ cpuMs, peakRssBytes, ms }: Check) =>
    `CPU ${cpuMs.toFixed(0)} ms, peak RSS ${(peakRssBytes / 1e6).toFixed(0)} MB, ${ms.toFixed(0)} ms on the clock`;
  const rows = results.flatMap(({ name, check, checkOfMany, pollMs }) => [
    `${name.padEnd(14)} check: ${text(check)}; start to first poll: ${pollMs.toFixed(0)} ms`,
    `${"".padEnd(14)} check of ${MANY.files} Lua files of ${MANY.lines} lines: ${text(checkOfMany)}`,
  ]);
  const compileMs = measureCompile(LONG_LINES);
  return [...rows, `A Lua file of ${LONG_LINES} lines: CPU ${compileMs.toFixed(0)} ms to compile`].join("\n");
}

async function measureCheck([program, ...first]: readonly string[], app: string): Promise<Check> {
  const begin = performance.now();
  const child = new Deno.Command(program!, {
    args: [...first, "check", "--app", app],
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

function middle(checks: readonly Check[]): Check {
  const of = (key: keyof Check) => median(checks.map((check) => check[key]));
  return { cpuMs: of("cpuMs"), peakRssBytes: of("peakRssBytes"), ms: of("ms") };
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
