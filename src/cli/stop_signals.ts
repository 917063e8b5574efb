import type { SignalName } from "./host.ts";

/** The signals that ask a program to end on an operating system: Windows has no SIGTERM, and refuses to listen for it. */
export function stopSignals(os: typeof Deno.build.os): readonly SignalName[] {
  return os === "windows" ? ["SIGINT"] : ["SIGINT", "SIGTERM"];
}
