import { consoleSize, environment, type OutputStream, program, signals, standardStreams } from "../platform/mod.ts";
import type { Host } from "./host.ts";
import { OutputError } from "./output_error.ts";

const encoder = new TextEncoder();

/** The real process. A read of its current folder fails when that folder was removed meanwhile. */
export function systemHost(): Host {
  const { stdout, stderr } = standardStreams;
  return {
    stdout: (text) => writeAll(stdout, "stdout", text),
    stderr: (text) => writeWhereTaken(stderr, text),
    cwd: program.cwd(),
    terminal: { stdout: stdout.isTerminal(), stderr: stderr.isTerminal() },
    consoleSize,
    env: environment,
    signals,
    streams: standardStreams,
  };
}

/**
 * One write may take only a part of the bytes, into a pipe for example.
 *
 * @param name of the stream, for messages
 * @throws {OutputError} when the system refuses
 */
export function writeAll(stream: Pick<OutputStream, "writeSync">, name: string, text: string): void {
  let rest = encoder.encode(text);
  try {
    while (rest.length > 0) rest = rest.subarray(stream.writeSync(rest));
  } catch (error) {
    throw error instanceof Error ? new OutputError(name, error) : error;
  }
}

/**
 * Writes logs and complaints. When nobody takes them there is no other place to tell that, and what runs must not fail
 * of it: a worker outlives its log.
 */
export function writeWhereTaken(stream: Pick<OutputStream, "writeSync">, text: string): void {
  try {
    writeAll(stream, "stderr", text);
  } catch (error) {
    if (!(error instanceof OutputError)) throw error;
  }
}
