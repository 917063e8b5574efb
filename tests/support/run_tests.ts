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

/**
 * Runs `deno test` with the leak sanitizers on, showing its output as it comes, in a process group of its own, so
 * that whatever the tests started ends with them.
 */
export async function runTests({ files, options, env, signal, write }: TestRun): Promise<TestTotals> {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["test", "-A", "--sanitize-ops", "--sanitize-resources", "--trace-leaks", ...options, ...files],
    env: { ...env, NO_COLOR: "1" },
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
    const totals = readTotals(text);
    const isGood = status.success && totals.passed > 0;
    return isGood ? totals : { ...totals, failed: Math.max(1, totals.failed) };
  } finally {
    clearTimeout(killer);
    signal.removeEventListener("abort", end);
    killGroup(child.pid, "SIGKILL");
  }
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
  try {
    Deno.kill(-leader, signal);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}
