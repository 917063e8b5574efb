import type { temporal } from "@temporalio/proto";
import { tsToMs } from "@temporalio/common/lib/time.js";
import type { AppError } from "../../base/mod.ts";
import { fromFailure } from "../../workflow/mod.ts";
import type { PendingTimer } from "./workflow_description.ts";

type HistoryEvent = temporal.api.history.v1.IHistoryEvent;

/** What only a run's history tells of what it is at, event by event. */
export class HistoryState {
  /** Id of the last event. */
  last = 0;
  /** What the last workflow task failed with; undefined when it did not. */
  taskFailure: AppError | undefined;
  /** By the id of the event that started them. */
  readonly #timers = new Map<string, PendingTimer>();

  /** The timers that have not fired. */
  get timers(): PendingTimer[] {
    return [...this.#timers.values()];
  }

  add(event: HistoryEvent): void {
    this.last = Math.max(this.last, Number(event.eventId));
    const { timerStartedEventAttributes: started, workflowTaskFailedEventAttributes: failed } = event;
    if (started) {
      const firesAt = new Date(tsToMs(event.eventTime) + tsToMs(started.startToFireTimeout));
      this.#timers.set(String(event.eventId), { id: started.timerId ?? "", firesAt });
    }
    const ended = event.timerFiredEventAttributes ?? event.timerCanceledEventAttributes;
    if (ended) this.#timers.delete(String(ended.startedEventId));
    if (failed?.failure) this.taskFailure = fromFailure(failed.failure);
    if (event.workflowTaskCompletedEventAttributes) this.taskFailure = undefined;
  }
}
