import type { Clock } from "../../base/mod.ts";

/** Something that is done again and again. */
export interface Repeated {
  /** Ends it; resolves when nothing of it runs any more. */
  stop(): Promise<void>;
}

/**
 * Does `work` every `interval` milliseconds, counted from the end of the last time. What it throws is a bug of ours and
 * ends it.
 *
 * @param work its signal aborts when it is to stop
 */
export function repeat(clock: Clock, interval: number, work: (signal: AbortSignal) => Promise<void>): Repeated {
  const stopping = new AbortController();
  let running: Promise<void> = Promise.resolve();
  let cancel: () => void;
  const arm = () => {
    cancel = clock.after(interval, () => {
      running = work(stopping.signal).then(() => {
        if (!stopping.signal.aborted) arm();
      });
    });
  };
  arm();
  return {
    async stop() {
      stopping.abort(new Error("stopped"));
      cancel();
      await running;
    },
  };
}
