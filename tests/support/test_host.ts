import type { Host } from "../../src/cli/host.ts";

/** A host that keeps what is written; everything else can be set. */
export function testHost(overrides: Partial<Host> = {}) {
  const written = { stdout: "", stderr: "" };
  const host: Host = {
    stdout: (text) => void (written.stdout += text),
    stderr: (text) => void (written.stderr += text),
    cwd: Deno.cwd(),
    terminal: { stdout: false, stderr: false },
    consoleSize: () => ({ columns: 80, rows: 24 }),
    env: { get: () => undefined, toObject: () => ({}) },
    signals: { listen: () => () => {} },
    streams: Deno,
    ...overrides,
  };
  return { host, written };
}
