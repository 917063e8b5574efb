import {
  abortable,
  type Clock,
  type Component,
  deadline,
  errorText,
  formatDuration,
  type StopReport,
  within,
} from "../base/mod.ts";

/** Milliseconds that a component may take to return after its grace period: it only has to cut, not to wait. */
export const CUT_TIME = 1000;

/**
 * Stops a component within its grace period. Never rejects: what goes wrong is part of the report.
 *
 * @param stopTimeout grace in milliseconds
 * @param cut ends the grace early
 */
export async function stopComponent(
  component: Component,
  clock: Clock,
  stopTimeout: number,
  cut?: AbortSignal,
): Promise<StopReport> {
  using grace = deadline(clock, stopTimeout, new Error("the grace period is over"), cut);
  try {
    const stopping = component.stop(grace.signal);
    const inTime = await abortable(stopping, grace.signal).catch((error) => {
      if (!grace.signal.aborted) throw error;
    });
    const report = inTime ?? await within(stopping, CUT_TIME, clock);
    return report ?? { cut: [`it did not stop within ${formatDuration(stopTimeout * 1e6)}`] };
  } catch (error) {
    return { cut: [`stopping it failed: ${errorText(error)}`] };
  }
}
