import type { RunningApp } from "../../app/mod.ts";
import type { CliContext } from "../context.ts";
import type { Stop } from "./until_stopped.ts";

/**
 * Waits while an application runs.
 *
 * @returns 0 when a signal ended it; 1, told on stderr, when something required failed for good
 */
export async function serve({ stderr }: CliContext, running: RunningApp, { signal }: Stop): Promise<number> {
  const { promise: stopped, resolve } = Promise.withResolvers<number>();
  const onAbort = () => resolve(0);
  signal.addEventListener("abort", onAbort, { once: true });
  if (signal.aborted) onAbort();
  try {
    return await Promise.race([stopped, running.failed]);
  } catch (error) {
    stderr(`error: ${error instanceof Error ? error.message : error}\n`);
    return 1;
  } finally {
    signal.removeEventListener("abort", onAbort);
  }
}
