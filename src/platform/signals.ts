import { build, type OperatingSystem } from "./build.ts";

/** A request from outside to end the program. */
export type StopSignal = "SIGINT" | "SIGTERM";

/** Where signals come from. */
export interface Signals {
  /**
   * Calls `handler` for each SIGINT and SIGTERM until the returned function is called. While nothing listens, a signal
   * ends the process at once.
   */
  listen(handler: (signal: StopSignal) => void): () => void;
}

/** The signals of this process. */
export const signals: Signals = {
  listen(handler) {
    const listeners = stopSignals(build.os).map((name) => ({ name, callback: () => handler(name) }));
    for (const { name, callback } of listeners) Deno.addSignalListener(name, callback);
    return () => {
      for (const { name, callback } of listeners) Deno.removeSignalListener(name, callback);
    };
  },
};

/** The signals that ask a program to end on an operating system: Windows has no SIGTERM, and refuses to listen for it. */
export function stopSignals(os: OperatingSystem): readonly StopSignal[] {
  return os === "windows" ? ["SIGINT"] : ["SIGINT", "SIGTERM"];
}
