import type { TerminalStreams } from "../../src/modules/host/mod.ts";

/** Streams of a program inside this process: it reads `input`, and what it writes goes to the functions. */
export function textStreams(
  input: string,
  stdout: (text: string) => void,
  stderr: (text: string) => void,
): TerminalStreams {
  const sink = (take: (text: string) => void) => ({
    write(bytes: Uint8Array) {
      take(new TextDecoder().decode(bytes));
      return Promise.resolve(bytes.length);
    },
  });
  const readable = ReadableStream.from([new TextEncoder().encode(input)]);
  return {
    stdin: { readable, isTerminal: () => false, setRaw: () => {} },
    stdout: sink(stdout),
    stderr: sink(stderr),
  };
}
