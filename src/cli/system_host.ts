import { consoleSize, environment, program, signals, standardStreams } from "../platform/mod.ts";
import type { Host } from "./host.ts";

const encoder = new TextEncoder();

/** The real process. A read of its current folder fails when that folder was removed meanwhile. */
export function systemHost(): Host {
  const { stdout, stderr } = standardStreams;
  return {
    stdout: (text) => writeAll(stdout, text),
    stderr: (text) => writeAll(stderr, text),
    cwd: program.cwd(),
    terminal: { stdout: stdout.isTerminal(), stderr: stderr.isTerminal() },
    consoleSize,
    env: environment,
    signals,
    streams: standardStreams,
  };
}

/** One write may take only a part of the bytes, into a pipe for example. */
function writeAll(target: { writeSync(bytes: Uint8Array): number }, text: string): void {
  let rest = encoder.encode(text);
  while (rest.length > 0) rest = rest.subarray(target.writeSync(rest));
}
