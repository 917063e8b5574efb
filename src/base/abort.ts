import { type Clock, systemClock } from "./clock.ts";

/**
 * Calls a function once when a signal aborts; at once when it has aborted already.
 *
 * @returns to dispose of when the call is no longer wanted: `using _ = onAbort(…)`
 */
export function onAbort(signal: AbortSignal, callback: () => void): Disposable {
  if (signal.aborted) {
    callback();
    return { [Symbol.dispose]() {} };
  }
  signal.addEventListener("abort", callback, { once: true });
  return { [Symbol.dispose]: () => signal.removeEventListener("abort", callback) };
}

/**
 * Waits for a promise until a signal aborts. The outcome of the promise after that is ignored.
 *
 * @param reason makes the error that an abort throws; by default it is the signal's reason
 * @returns the value of the promise
 * @throws the reason when the signal aborts first; else what the promise rejects with
 */
export async function abortable<T>(
  promise: Promise<T>,
  signal: AbortSignal,
  reason: () => unknown = () => signal.reason,
): Promise<T> {
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  using _ = onAbort(signal, () => reject(reason()));
  return await Promise.race([promise, aborted]);
}

/** A signal that aborts after a time; its timer ends when it is disposed of. */
export interface Deadline extends Disposable {
  readonly signal: AbortSignal;
}

/**
 * Makes a signal that aborts after a time or with another signal.
 *
 * @param milliseconds until it aborts
 * @param reason what it aborts with when the time is over
 * @param parent aborts it too, with the parent's reason; none by default
 */
export function deadline(clock: Clock, milliseconds: number, reason: Error, parent?: AbortSignal): Deadline {
  const controller = new AbortController();
  const cancel = clock.after(milliseconds, () => controller.abort(reason));
  const following = parent && onAbort(parent, () => controller.abort(parent.reason));
  return {
    signal: controller.signal,
    [Symbol.dispose]() {
      cancel();
      following?.[Symbol.dispose]();
    },
  };
}

/**
 * Waits for a promise for a limited time. The outcome of the promise after that is ignored.
 *
 * @param milliseconds that the promise may take
 * @returns the value of the promise; undefined when the time is over first
 * @throws what the promise rejects with
 */
export async function within<T>(promise: Promise<T>, milliseconds: number, clock: Clock): Promise<T | undefined> {
  const { promise: late, resolve } = Promise.withResolvers<undefined>();
  const cancel = clock.after(milliseconds, () => resolve(undefined));
  try {
    return await Promise.race([promise, late]);
  } finally {
    cancel();
  }
}

/**
 * Waits for a time.
 *
 * @param milliseconds to wait
 * @param signal ends the wait; none by default
 * @throws the signal's reason when it aborts before the time is over
 */
export async function sleep(milliseconds: number, signal?: AbortSignal, clock: Clock = systemClock): Promise<void> {
  signal?.throwIfAborted();
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const cancel = clock.after(milliseconds, resolve);
  using _ = signal && onAbort(signal, () => reject(signal.reason));
  try {
    await promise;
  } finally {
    cancel();
  }
}
