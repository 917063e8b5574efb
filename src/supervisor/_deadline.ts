import type { Clock } from "../base/mod.ts";

/** A signal that aborts after a time or with another signal; `clear` when it is no longer needed. */
export interface Deadline {
  readonly signal: AbortSignal;
  clear(): void;
}

/**
 * Makes a signal that aborts with `reason` after `milliseconds`, or with `parent` and its reason.
 *
 * @param parent aborts it too; none when absent
 */
export function deadline(clock: Clock, milliseconds: number, reason: Error, parent?: AbortSignal): Deadline {
  const controller = new AbortController();
  const cancel = clock.after(milliseconds, () => controller.abort(reason));
  const follow = () => controller.abort(parent?.reason);
  if (parent?.aborted) follow();
  parent?.addEventListener("abort", follow);
  return {
    signal: controller.signal,
    clear() {
      cancel();
      parent?.removeEventListener("abort", follow);
    },
  };
}

/**
 * Waits for a promise, but no longer than until the signal aborts. What the promise does after that is ignored.
 *
 * @throws the signal's reason when it aborts first
 */
export async function within<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  let onAbort = () => {};
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => reject(signal.reason);
    if (signal.aborted) onAbort();
    signal.addEventListener("abort", onAbort);
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener("abort", onAbort);
    promise.catch(() => {});
    aborted.catch(() => {});
  }
}
