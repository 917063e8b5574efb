import { AppError, type Clock } from "../../base/mod.ts";
import type { Exit } from "../../processes/mod.ts";
import { type Closing, closingOf } from "./close_event.ts";
import { RecentlyClosed } from "./recently_closed.ts";
import type { ServiceCall } from "./service_call.ts";

/** Runs that are waited for at one time, each with a long poll; when more are watched they take turns. */
const LONG_POLLS = 64;
/** Looks without waiting at one time. */
const LOOKS = 8;
/** Milliseconds between questions for what has closed, while runs wait for their turn. */
const SWEEP_INTERVAL = 1000;
/** Milliseconds after which a server that gave no answer is asked again. */
const RETRY_DELAY = 2000;

/** Temporal's number of the filter that lets a run's last event through. */
const CLOSE_EVENT = 2;

/** Errors that no other attempt would change. */
const FINAL_KINDS: readonly string[] = ["NotFound", "Invalid"];

/** One run, or chain of runs, and who wants to know of its end. */
interface Watch {
  readonly key: string;
  readonly workflowId: string;
  /** The run of the moment; the latest one when undefined. */
  runId: string | undefined;
  /** Where the server's answer left off. */
  token: Uint8Array | undefined;
  readonly listeners: Set<(exit: Exit) => void>;
  /** Whether it has been looked at since it began. */
  isKnownOpen: boolean;
}

/**
 * Tells how workflows end (spec/temporal-workflows.md §4, §5), with a bounded number of calls however many are watched:
 * the first have a long poll each; for the others it asks again and again which runs have closed of late.
 */
export class ExitWatcher {
  readonly #call: ServiceCall;
  readonly #clock: Clock;
  readonly #closed: RecentlyClosed;
  readonly #watches = new Map<string, Watch>();
  readonly #waiting = new Set<Watch>();
  readonly #pauses = new Set<() => void>();
  #polls = 0;
  #isSweeping = false;
  #isClosed = false;

  constructor(call: ServiceCall, clock: Clock) {
    this.#call = call;
    this.#clock = clock;
    this.#closed = new RecentlyClosed(call, clock);
  }

  /**
   * Calls back once, when the run and all that continue it have ended; with an error of kind NotFound when there is none.
   *
   * @param runId the latest run when undefined
   * @returns ends the watch
   */
  watch(workflowId: string, runId: string | undefined, onExit: (exit: Exit) => void): () => void {
    const key = `${workflowId}\0${runId ?? ""}`;
    const watch = this.#watches.get(key) ?? this.#begin({ key, workflowId, runId });
    const listener = (exit: Exit) => onExit(exit);
    watch.listeners.add(listener);
    return () => {
      if (watch.listeners.delete(listener) && watch.listeners.size === 0) this.#forget(watch);
    };
  }

  /** Ends all watches; nobody is told. Calls that wait for the server cannot be broken off: their answers are ignored. */
  close(): void {
    this.#isClosed = true;
    this.#watches.clear();
    this.#waiting.clear();
    for (const endPause of [...this.#pauses]) endPause();
  }

  #begin(run: Pick<Watch, "key" | "workflowId" | "runId">): Watch {
    const watch: Watch = { ...run, token: undefined, listeners: new Set(), isKnownOpen: false };
    this.#watches.set(watch.key, watch);
    this.#waiting.add(watch);
    this.#fill();
    return watch;
  }

  #forget(watch: Watch): void {
    if (this.#watches.get(watch.key) === watch) this.#watches.delete(watch.key);
    this.#waiting.delete(watch);
  }

  #fill(): void {
    while (this.#polls < LONG_POLLS && !this.#isClosed) {
      const [watch] = this.#waiting;
      if (!watch) return;
      this.#waiting.delete(watch);
      this.#polls++;
      this.#serve(watch).finally(() => this.#polls--).then(() => this.#fill());
    }
    if (this.#waiting.size > 0 && !this.#isSweeping) this.#sweep();
  }

  /** Waits for the run's end until the server wants to be asked again; then it is the next one's turn. */
  async #serve(watch: Watch): Promise<void> {
    do {
      if (!await this.#ask(watch, true) && this.#isWatched(watch)) await this.#pause(RETRY_DELAY);
    } while (this.#isWatched(watch) && this.#waiting.size === 0);
    if (this.#isWatched(watch)) this.#waiting.add(watch);
  }

  /** @returns false when the server gave no answer */
  async #ask(watch: Watch, waits: boolean): Promise<boolean> {
    try {
      const closing = await this.#closing(watch, waits);
      watch.isKnownOpen = true;
      if (closing && "exit" in closing) this.#tell(watch, closing.exit);
      else if (closing) {
        watch.runId = closing.nextRunId;
        watch.token = undefined;
      }
      return true;
    } catch (error) {
      if (this.#isClosed) return false;
      if (!(error instanceof AppError)) throw error;
      if (FINAL_KINDS.includes(error.kind)) this.#tell(watch, { at: this.#clock.now(), error });
      // What does not answer now is reported by the client's health check, and asked again.
      return FINAL_KINDS.includes(error.kind);
    }
  }

  async #closing(watch: Watch, waits: boolean): Promise<Closing | undefined> {
    const { workflowId, runId, token } = watch;
    const { history, nextPageToken } = await this.#call((service, namespace) => {
      return service.getWorkflowExecutionHistory({
        namespace,
        execution: { workflowId, runId },
        waitNewEvent: waits,
        historyEventFilterType: CLOSE_EVENT,
        nextPageToken: waits ? token : undefined,
      });
    });
    if (waits) watch.token = nextPageToken;
    const event = history?.events?.at(-1);
    return event && closingOf(event);
  }

  #tell(watch: Watch, exit: Exit): void {
    if (!this.#isWatched(watch)) return;
    const listeners = [...watch.listeners];
    this.#forget(watch);
    for (const listener of listeners) if (watch.listeners.delete(listener)) listener(exit);
  }

  #isWatched(watch: Watch): boolean {
    return this.#watches.get(watch.key) === watch;
  }

  /** Looks at those that wait for their turn: once at each, then at what has closed. */
  async #sweep(): Promise<void> {
    this.#isSweeping = true;
    while (this.#waiting.size > 0 && !this.#isClosed) {
      const closed = await this.#closed.workflowIds();
      const due = [...this.#waiting].filter(({ isKnownOpen, workflowId }) => !isKnownOpen || closed.has(workflowId));
      const look = async () => {
        for (let watch = due.pop(); watch && !this.#isClosed; watch = due.pop()) {
          if (this.#waiting.has(watch)) await this.#ask(watch, false);
        }
      };
      await Promise.all(Array.from({ length: LOOKS }, look));
      await this.#pause(SWEEP_INTERVAL);
    }
    this.#isSweeping = false;
  }

  #pause(milliseconds: number): Promise<void> {
    if (this.#isClosed) return Promise.resolve();
    return new Promise((resolve) => {
      const end = () => {
        cancel();
        this.#pauses.delete(end);
        resolve();
      };
      const cancel = this.#clock.after(milliseconds, end);
      this.#pauses.add(end);
    });
  }
}
