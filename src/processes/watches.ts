import { AppError } from "../base/mod.ts";
import { ErrorValue, fromData, type LuaState, type LuaValue } from "../lua/api/mod.ts";
import { endEvent, PROCESS_EVENTS } from "../modules/commands/mod.ts";
import type { Exit, ProcessHandle } from "./process_handle.ts";

/** How a process can be told of another's end. */
export type Watch = "monitor" | "link";

/** What becomes of the process that watches. */
export interface Watcher {
  /** Whether the failure of a linked process is an event. */
  trapsLinks(): boolean;
  /** Delivers an event, made in the state that gets it. */
  addEvent(make: (state: LuaState) => LuaValue): void;
  /** Ends the process. */
  fail(error: AppError): void;
}

interface Watched {
  /** As {@linkcode ProcessHandle.runId}. */
  readonly runId: string | undefined;
  readonly kinds: Set<Watch>;
  stop(): void;
}

/** The processes that one process watches (spec/temporal-workflows.md §4, §5): each tells its end once. */
export class Watches {
  readonly #watcher: Watcher;
  /** By pid; several while runs that replace each other under one are watched. */
  readonly #watched = new Map<string, Watched[]>();
  #isClosed = false;

  constructor(watcher: Watcher) {
    this.#watcher = watcher;
  }

  /** Watches a process, or watches it in one more way; a run that is watched already stays the one. */
  add(kind: Watch, handle: ProcessHandle): void {
    if (this.#isClosed) return;
    const { pid, runId } = handle;
    const all = this.#watched.get(pid) ?? [];
    const known = all.findLast((one) => one.runId === undefined || runId === undefined || one.runId === runId);
    if (known) return void known.kinds.add(kind);
    const stop = handle.watch((exit) => this.#ended(pid, watched, exit));
    const watched: Watched = { runId, kinds: new Set([kind]), stop };
    this.#watched.set(pid, [...all, watched]);
  }

  /** Watches no more in that way; nothing happens when it did not. */
  remove(kind: Watch, pid: string): void {
    for (const watched of this.#watched.get(pid) ?? []) {
      if (!watched.kinds.delete(kind) || watched.kinds.size > 0) continue;
      watched.stop();
      this.#forget(pid, watched);
    }
  }

  /** Drops all: the process that watches has ended. */
  close(): void {
    this.#isClosed = true;
    for (const { stop } of [...this.#watched.values()].flat()) stop();
    this.#watched.clear();
  }

  #forget(pid: string, watched: Watched): void {
    const left = (this.#watched.get(pid) ?? []).filter((one) => one !== watched);
    if (left.length > 0) this.#watched.set(pid, left);
    else this.#watched.delete(pid);
  }

  #ended(pid: string, watched: Watched, exit: Exit): void {
    this.#forget(pid, watched);
    const { kinds } = watched;
    const hasFailed = exit.error !== undefined;
    if (kinds.has("monitor") || !hasFailed) this.#tell(PROCESS_EVENTS.EXIT, pid, exit);
    if (!kinds.has("link") || !hasFailed) return;
    if (this.#watcher.trapsLinks()) return this.#tell(PROCESS_EVENTS.LINK_DOWN, pid, exit);
    const cause = exit.error;
    this.#watcher.fail(new AppError("linked process failed", { kind: "Internal", retryable: false, cause }));
  }

  #tell(kind: "pid.exit" | "pid.link.down", from: string, { at, value, error }: Exit): void {
    this.#watcher.addEvent((state) =>
      endEvent({
        ...{ kind, from, at },
        value: value === undefined ? undefined : fromData(value, state),
        error: error && new ErrorValue(error),
      }, state)
    );
  }
}
