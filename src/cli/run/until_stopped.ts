import type { CliContext } from "../context.ts";

/** The first SIGINT, SIGTERM or SIGHUP asks to end in order; it is the reason of {@linkcode Stop.signal}. */
export class StopRequest extends Error {
  override readonly name = "StopRequest";
}

/** What a long-running command learns of its end. */
export interface Stop {
  /** Aborts with a {@linkcode StopRequest}. */
  readonly signal: AbortSignal;
  /** Adds what is to be done at once, without waiting, when a second signal ends the program. */
  onForce(callback: () => void): void;
}

/**
 * One Ctrl-C may come twice: from the terminal, and passed on by npx or `deno task`. In this many milliseconds nobody
 * presses it again.
 */
const ECHO_TIME = 300;

/**
 * Runs a command that ends in order at the first SIGINT, SIGTERM or SIGHUP, and with exit code 1 at once at the second
 * (architecture.md §9). A SIGINT that echoes the first one is not a second, nor is a SIGHUP: nobody asks with it for more
 * haste, and both the terminal that is closed and its shell send one.
 *
 * @param now milliseconds since whenever
 */
export async function untilStopped(
  context: CliContext,
  work: (stop: Stop) => Promise<number>,
  now: () => number = () => performance.now(),
): Promise<number> {
  const request = new AbortController();
  const forced = Promise.withResolvers<number>();
  const callbacks: (() => void)[] = [];
  let interrupted = -Infinity;
  const unlisten = context.signals.listen((name) => {
    if (name === "SIGHUP" && request.signal.aborted) return;
    if (name === "SIGINT" && now() - interrupted < ECHO_TIME) return;
    if (name === "SIGINT") interrupted = now();
    if (request.signal.aborted) {
      for (const callback of callbacks) callback();
      context.logger.log("warn", `Second ${name}: ended at once`);
      return forced.resolve(1);
    }
    const force = name === "SIGHUP" ? "SIGTERM" : "a second one";
    context.logger.log("info", `Stopping on ${name}; ${force} ends the program at once`);
    request.abort(new StopRequest(name));
  });
  try {
    const working = work({ signal: request.signal, onForce: (callback) => callbacks.push(callback) });
    return await Promise.race([working, forced.promise]);
  } finally {
    unlisten();
  }
}
