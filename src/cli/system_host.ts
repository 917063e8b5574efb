import type { ConsoleSize, Host, SignalName } from "./host.ts";

const encoder = new TextEncoder();

/** The real process. A read of its current folder fails when that folder was removed meanwhile. */
export function systemHost(): Host {
  return {
    stdout: (text) => writeAll(Deno.stdout, text),
    stderr: (text) => writeAll(Deno.stderr, text),
    cwd: Deno.cwd(),
    terminal: { stdout: Deno.stdout.isTerminal(), stderr: Deno.stderr.isTerminal() },
    consoleSize,
    env: Deno.env,
    signals: { listen },
    streams: Deno,
  };
}

/** The usual size when there is no terminal, or one that does not tell. */
function consoleSize(): ConsoleSize {
  const usual = { columns: 80, rows: 24 };
  try {
    const { columns, rows } = Deno.consoleSize();
    return columns > 0 && rows > 0 ? { columns, rows } : usual;
  } catch {
    return usual;
  }
}

/** One write may take only a part of the bytes, into a pipe for example. */
function writeAll(target: { writeSync(bytes: Uint8Array): number }, text: string): void {
  let rest = encoder.encode(text);
  while (rest.length > 0) rest = rest.subarray(target.writeSync(rest));
}

function listen(handler: (signal: SignalName) => void): () => void {
  const listeners = stopSignals(Deno.build.os).map((name) => ({ name, callback: () => handler(name) }));
  for (const { name, callback } of listeners) Deno.addSignalListener(name, callback);
  return () => {
    for (const { name, callback } of listeners) Deno.removeSignalListener(name, callback);
  };
}

/** The signals that ask a program to end on an operating system: Windows has no SIGTERM, and refuses to listen for it. */
export function stopSignals(os: typeof Deno.build.os): readonly SignalName[] {
  return os === "windows" ? ["SIGINT"] : ["SIGINT", "SIGTERM"];
}
