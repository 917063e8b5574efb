import { type Clock, type Component, formatDuration, type StopReport } from "../base/mod.ts";
import { deadline, within } from "./_deadline.ts";

/** What a component may still take to return after its grace period: it only has to cut, not to wait. */
const CUT_TIME = 1000;

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
  const grace = deadline(clock, stopTimeout, new Error("the grace period is over"), cut);
  try {
    const stopping = component.stop(grace.signal);
    const first = await within(stopping, grace.signal).catch((error) => {
      if (!grace.signal.aborted) throw error;
    });
    return first ?? await afterGrace(stopping, clock, stopTimeout);
  } catch (error) {
    return { cut: [`stopping it failed: ${error instanceof Error ? error.message : error}`] };
  } finally {
    grace.clear();
  }
}

async function afterGrace(stopping: Promise<StopReport>, clock: Clock, stopTimeout: number): Promise<StopReport> {
  const late = deadline(clock, CUT_TIME, new Error("late"));
  try {
    return await within(stopping, late.signal);
  } catch (error) {
    if (!late.signal.aborted) throw error;
    return { cut: [`it did not stop within ${formatDuration(stopTimeout * 1e6)}`] };
  } finally {
    late.clear();
  }
}
