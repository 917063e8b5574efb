import { AppError, type Clock } from "../../base/mod.ts";
import type { ServiceCall } from "./service_call.ts";

/** Milliseconds that a run may need to be found by queries after it closed. */
const DELAY = 10_000;
const PAGE_SIZE = 1000;

/** Asks again and again which workflows of a namespace have closed since the last question. */
export class RecentlyClosed {
  readonly #call: ServiceCall;
  /** Milliseconds since the Unix epoch, by the server's clock as far as it is known. */
  #since: number;

  constructor(call: ServiceCall, clock: Clock) {
    this.#call = call;
    this.#since = Number(clock.now() / 1_000_000n);
  }

  /** Ids of workflows with a run that closed of late; none when the server cannot tell now. */
  async workflowIds(): Promise<Set<string>> {
    const ids = new Set<string>();
    const query = `CloseTime > "${new Date(this.#since - DELAY).toISOString()}"`;
    let nextPageToken: Uint8Array | undefined;
    try {
      do {
        const page = await this.#call((service, namespace) => {
          return service.listWorkflowExecutions({ namespace, query, pageSize: PAGE_SIZE, nextPageToken });
        });
        for (const { execution, closeTime } of page.executions ?? []) {
          if (execution?.workflowId) ids.add(execution.workflowId);
          this.#since = Math.max(this.#since, Number(closeTime?.seconds ?? 0) * 1000);
        }
        nextPageToken = page.nextPageToken?.length ? page.nextPageToken : undefined;
      } while (nextPageToken);
    } catch (error) {
      // Runs that wait for their turn get it all the same.
      if (!(error instanceof AppError)) throw error;
    }
    return ids;
  }
}
