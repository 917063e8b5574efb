import { processesMarked } from "./processes_marked.ts";

/** What one run of `deno test` did; a file that does not load or type-check, and finding no test, is one failure. */
export interface TestTotals {
  readonly passed: number;
  readonly failed: number;
}

export interface TestRun {
  readonly files: readonly string[];
  readonly options: readonly string[];
  /** Added to the environment of the tests. */
  readonly env: Readonly<Record<string, string>>;
  /** Ends the tests: politely first, after some seconds by force. */
  readonly signal: AbortSignal;
  /** Shows a piece of the output. */
  readonly write: (bytes: Uint8Array) => Promise<unknown>;
}

const KILL_AFTER_MS = 5000;
/** How long a process that was told to end may take. */
const LEFTOVER_GRACE_MS = 2000;

/**
 * Runs `deno test` with the leak sanitizers on, showing its output as it comes. Whatever the tests started ends with
 * them: they run in a process group and with a mark in the environment, and a process that they leave behind is ended
 * and counts as one failure.
 */
export async function runTests({ files, options, env, signal, write }: TestRun): Promise<TestTotals> {
  const run = crypto.randomUUID();
  const child = new Deno.Command(Deno.execPath(), {
    args: ["test", "-A", "--sanitize-ops", "--sanitize-resources", "--trace-leaks", ...options, ...files],
    env: { ...env, NO_COLOR: "1", LUNATION_TEST_RUN: run },
    stdin: "null",
    stdout: "piped",
    detached: true,
  }).spawn();
  let killer: ReturnType<typeof setTimeout> | undefined;
  const end = () => {
    killGroup(child.pid, "SIGINT");
    killer = setTimeout(() => killGroup(child.pid, "SIGKILL"), KILL_AFTER_MS);
  };
  signal.addEventListener("abort", end);
  if (signal.aborted) end();
  try {
    const [text, status] = await Promise.all([copy(child.stdout, write), child.status]);
    const { passed, failed } = readTotals(text);
    const isGood = status.success && passed > 0 && await leavesNothing(run);
    return { passed, failed: isGood ? failed : Math.max(1, failed) };
  } finally {
    clearTimeout(killer);
    signal.removeEventListener("abort", end);
    killGroup(child.pid, "SIGKILL");
    for (const { pid } of await processesMarked(`LUNATION_TEST_RUN=${run}`)) kill(pid, "SIGKILL");
  }
}

/** Whether every process of a run ends by itself; names those that do not. */
async function leavesNothing(run: string): Promise<boolean> {
  const end = performance.now() + LEFTOVER_GRACE_MS;
  let leftovers;
  do {
    leftovers = await processesMarked(`LUNATION_TEST_RUN=${run}`);
    if (leftovers.length === 0) return true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  } while (performance.now() < end);
  for (const { pid, command } of leftovers) console.error(`The tests left process ${pid} behind: ${command}`);
  return false;
}

/** Reads the last summary line of `deno test`; without one nothing ran, which is a failure. */
export function readTotals(output: string): TestTotals {
  const summary = [...output.matchAll(/^(?:ok|FAILED) \| (\d+) passed.*?\| (\d+) failed/gm)].at(-1);
  return summary === undefined ? { passed: 0, failed: 1 } : { passed: Number(summary[1]), failed: Number(summary[2]) };
}

/** Hands the stream on as it comes, and gives all of it as text. */
async function copy(stream: ReadableStream<Uint8Array<ArrayBuffer>>, write: TestRun["write"]): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const bytes of stream) {
    await write(bytes);
    text += decoder.decode(bytes, { stream: true });
  }
  return text;
}

function killGroup(leader: number, signal: Deno.Signal): void {
  kill(-leader, signal);
}

function kill(pid: number, signal: Deno.Signal): void {
  try {
    Deno.kill(pid, signal);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}
