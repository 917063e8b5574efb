import type { Clock } from "../../base/mod.ts";

/** Something that is done again and again. */
export interface Repeated {
  /** Does it at once, unless that goes on already. */
  soon(): void;
  /** Ends it; resolves when nothing of it runs any more. */
  stop(): Promise<void>;
}

/**
 * Does `work` every `interval` milliseconds, counted from the end of the last time. What it throws is a bug of ours and
 * ends it.
 *
 * @param work its signal aborts when it is to stop; it may give another number of milliseconds until the next time
 */
export function repeat(
  clock: Clock,
  interval: number,
  work: (signal: AbortSignal) => Promise<number | void>,
): Repeated {
  const stopping = new AbortController();
  let running: Promise<void> | undefined;
  let cancel: () => void;
  const arm = (delay: number) => {
    cancel = clock.after(delay, begin);
  };
  const begin = () => {
    running = work(stopping.signal).then((delay) => {
      running = undefined;
      if (!stopping.signal.aborted) arm(delay ?? interval);
    });
  };
  arm(interval);
  return {
    soon() {
      if (running || stopping.signal.aborted) return;
      cancel();
      begin();
    },
    async stop() {
      stopping.abort(new Error("stopped"));
      cancel();
      await running;
    },
  };
}
