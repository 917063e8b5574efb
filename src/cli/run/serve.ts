import { errorText, onAbort } from "../../base/mod.ts";
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
  using _ = onAbort(signal, () => resolve(0));
  try {
    return await Promise.race([stopped, running.failed]);
  } catch (error) {
    stderr(`error: ${errorText(error)}\n`);
    return 1;
  }
}
