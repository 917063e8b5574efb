import { build, type OperatingSystem } from "./build.ts";
import { isGranted } from "./permissions.ts";

/** A request from outside to end the program; SIGHUP when its terminal is closed. */
export type StopSignal = "SIGINT" | "SIGTERM" | "SIGHUP";

/** Where signals come from. */
export interface Signals {
  /**
   * Calls `handler` for each SIGINT, SIGTERM and SIGHUP until the returned function is called. While nothing listens, a
   * signal ends the process at once. A program that was started to ignore SIGHUP (`nohup`) goes on doing so where
   * that can be seen: not in the compiled file, which may not read `/proc` (Deno wants all permissions for that), and not
   * at a first run from source, where the runtime takes the signal while it compiles. There SIGHUP is a request.
   */
  listen(handler: (signal: StopSignal) => void): () => void;
}

/** The signals of this process. */
export const signals: Signals = {
  listen(handler) {
    const isHangupIgnored = build.os === "linux" && ignoresHangup(processStatus());
    const listeners = stopSignals(build.os).map((name) => {
      // The runtime catches all signals once one has a listener: without one of its own, SIGHUP would end the process.
      const callback = name === "SIGHUP" && isHangupIgnored ? () => {} : () => handler(name);
      return { name, callback };
    });
    for (const { name, callback } of listeners) Deno.addSignalListener(name, callback);
    return () => {
      for (const { name, callback } of listeners) Deno.removeSignalListener(name, callback);
    };
  },
};

/** The signals that ask a program to end on an operating system: Windows has Ctrl-C only, and refuses to listen for others. */
export function stopSignals(os: OperatingSystem): readonly StopSignal[] {
  return os === "windows" ? ["SIGINT"] : ["SIGINT", "SIGTERM", "SIGHUP"];
}

/**
 * Whether a process ignores SIGHUP.
 *
 * @param status what `/proc/PID/status` of Linux says of it
 */
export function ignoresHangup(status: string): boolean {
  const ignored = /^SigIgn:\s*([0-9a-f]+)$/m.exec(status)?.[1];
  return ignored !== undefined && (BigInt(`0x${ignored}`) & 1n) === 1n;
}

/** Empty when the program may not read it. */
function processStatus(): string {
  const path = "/proc/self/status";
  if (!isGranted({ name: "read", value: path })) return "";
  try {
    return Deno.readTextFileSync(path);
  } catch {
    // A hardened system, or a runtime that wants all permissions for it.
    return "";
  }
}
