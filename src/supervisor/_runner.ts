import {
  abortable,
  AppError,
  type Clock,
  type Component,
  deadline,
  formatDuration,
  type Logger,
  toError,
} from "../base/mod.ts";
import { backoff } from "./lifecycle.ts";
import type { Board } from "./_board.ts";
import type { Service } from "./service.ts";
import type { State, StateChange } from "./state.ts";
import { stopComponent } from "./_stop_component.ts";

/** Changes of state that a service remembers. */
const HISTORY = 20;

/** What all runners of one supervisor share. */
export interface Surroundings {
  readonly clock: Clock;
  readonly logger: Logger;
  /** A number in [0, 1), for jitter. */
  readonly random: () => number;
  readonly board: Board;
  /** Aborts when everything is to stop. */
  readonly stop: AbortSignal;
  /** Aborts when the time for stopping is over. */
  readonly cut: AbortSignal;
  /** Aborts when nothing waits for another one's end any more. */
  readonly late: AbortSignal;
  /** Whether a failing start is given up before waiting another `delay` milliseconds. */
  readonly givesUp: (delay: number) => boolean;
  /** Is told of every change of state. */
  readonly onChange: (change: StateChange) => void;
}

/** A failure that no further attempt can heal. */
class FinalError extends Error {}

/** Keeps one service running: waits for its needs, starts it, stops it when a need goes, starts it again when it fails. */
export class Runner {
  readonly service: Service;
  readonly needs: Runner[] = [];
  readonly dependants: Runner[] = [];
  /** Those that may use it without needing it, and stop before it at the end of the program. */
  readonly users: Runner[] = [];
  state: State = "waiting";
  /** The last changes of state, the oldest first. */
  readonly history: StateChange[] = [];
  /** Why the state is `failed`. */
  error: Error | undefined;
  /** What its last stop had to cut. */
  cut: string[] = [];
  /** Whether it was running at least once. */
  hasRun = false;
  /** From its making until it has ended. */
  component: Component | undefined;
  readonly #around: Surroundings;
  #failures = 0;

  constructor(service: Service, around: Surroundings) {
    this.service = service;
    this.#around = around;
  }

  /** Whether the program need not wait for it any longer: it runs, failed for good, or is optional and not at hand. */
  get settled(): boolean {
    if (this.hasRun || this.state === "failed") return true;
    return this.#isOptional && (this.#failures > 0 || this.needs.some((need) => !need.hasRun && need.settled));
  }

  /** Whether it uses nothing of what it needs any more. */
  get hasEnded(): boolean {
    if (this.#around.stop.aborted) return this.state === "stopped" || this.state === "failed";
    return this.component === undefined;
  }

  /** Runs until everything stops or the service has failed for good. Never rejects. */
  async run(): Promise<void> {
    const { board, stop } = this.#around;
    while (true) {
      this.#wait();
      await board.until(() => stop.aborted || this.#needsRun() || this.needs.some((need) => need.state === "failed"));
      if (stop.aborted) return this.#become("stopped");
      const lost = this.needs.find((need) => need.state === "failed");
      const failure = lost ? new FinalError(`it needs "${lost.service.id}", which failed`) : await this.#live();
      if (failure && !stop.aborted && !(await this.#recover(failure))) return;
    }
  }

  /**
   * One life of a component, from its making to its end.
   *
   * @returns why it failed; undefined when it was stopped
   */
  async #live(): Promise<Error | undefined> {
    const { board, stop, clock } = this.#around;
    this.#become("starting");
    const component = await this.#start();
    if (component instanceof Error) return component;

    let failure: Error | undefined;
    component.failed.catch((error) => {
      failure = toError(error);
      board.changed();
    });
    this.hasRun = true;
    this.#become("running");
    const cancelStable = clock.after(this.service.lifecycle.stableThreshold, () => this.#failures = 0);
    await board.until(() => failure !== undefined || stop.aborted || !this.#needsRun());
    cancelStable();
    if (failure) this.#around.logger.log("error", `"${this.service.id}" failed: ${failure.message}`);
    await this.#stop(component);
    return failure;
  }

  async #start(): Promise<Component | Error> {
    let component: Component;
    try {
      component = await abortable(this.service.create((id) => this.#need(id)), this.#around.stop);
    } catch (error) {
      return new FinalError(toError(error).message, { cause: error });
    }
    this.component = component;
    component.failed.catch(() => {});
    const { startTimeout, stopTimeout } = this.service.lifecycle;
    const { clock, stop, cut } = this.#around;
    const late = new Error(`not started within ${duration(startTimeout)}`);
    using limit = deadline(clock, startTimeout, late, stop);
    try {
      await abortable(component.start(limit.signal), limit.signal);
      return component;
    } catch (error) {
      // A start that rejects has undone itself; one that was abandoned has not.
      if (limit.signal.aborted) this.cut = (await stopComponent(component, clock, stopTimeout, cut)).cut;
      this.component = undefined;
      return toError(error);
    }
  }

  async #stop(component: Component): Promise<void> {
    const { board, clock, cut, late, stop, logger } = this.#around;
    // When everything stops, dependants know by themselves; else they see that this one no longer runs.
    if (!stop.aborted) this.#become("stopping");
    const isUsed = () => stop.aborted && this.users.some((user) => !user.hasEnded);
    const isFree = () => this.dependants.every((dependant) => dependant.hasEnded) && !isUsed();
    await board.until(() => late.aborted || isFree());
    if (this.state !== "stopping") this.#become("stopping");
    const report = await stopComponent(component, clock, this.service.lifecycle.stopTimeout, cut);
    this.cut = report.cut;
    if (!stop.aborted) {
      for (const work of report.cut) logger.log("warn", `Cut while restarting "${this.service.id}": ${work}`);
    }
    this.component = undefined;
    board.changed();
  }

  /** Waits before the next attempt; false when there is none. */
  async #recover(failure: Error): Promise<boolean> {
    const { restart } = this.service.lifecycle;
    const { logger, random, board, clock, stop } = this.#around;
    this.#failures++;
    const delay = backoff(restart, this.#failures, random());
    const spent = restart.maxAttempts > 0 && this.#failures >= restart.maxAttempts;
    if (isFinal(failure) || spent || this.#around.givesUp(delay)) {
      this.error = failure;
      logger.log(this.#isOptional ? "warn" : "error", `Gave up on "${this.service.id}": ${failure.message}`);
      this.#become("failed", failure.message, true);
      return false;
    }
    const next = `attempt ${this.#failures + 1} in ${duration(delay)}`;
    logger.log("warn", `Cannot run "${this.service.id}": ${failure.message}; ${next}`);
    this.#become("waiting", `${failure.message}; ${next}`, true);
    let over = false;
    const cancel = clock.after(delay, () => {
      over = true;
      board.changed();
    });
    await board.until(() => over || stop.aborted);
    cancel();
    return true;
  }

  get #isOptional(): boolean {
    return this.service.lifecycle.startup === "optional";
  }

  #needsRun(): boolean {
    return this.needs.every((need) => need.state === "running");
  }

  #need(id: string): Component {
    const component = this.needs.find((need) => need.service.id === id)?.component;
    if (!component) throw new Error(`"${this.service.id}" uses "${id}", which is none of its running needs`);
    return component;
  }

  /** Waits for what it needs, if that does not run. */
  #wait(): void {
    if (this.#around.stop.aborted) return;
    const missing = this.needs.filter((need) => need.state !== "running").map(({ service }) => `"${service.id}"`);
    if (missing.length > 0) this.#become("waiting", `needs ${missing.join(", ")}`);
  }

  #become(state: State, reason?: string, isFailure = false): void {
    const change: StateChange = {
      id: this.service.id,
      from: this.state,
      state,
      at: this.#around.clock.now(),
      ...reason !== undefined && { reason },
      ...isFailure && { isFailure },
    };
    this.state = state;
    this.history.push(change);
    if (this.history.length > HISTORY) this.history.shift();
    this.#around.onChange(change);
    this.#around.board.changed();
  }
}

/** Whether one waits for the end of another before it stops at the end of the program. */
export function stopsAfter(runner: Runner, other: Runner, seen = new Set<Runner>()): boolean {
  if (runner === other) return true;
  if (seen.has(runner)) return false;
  seen.add(runner);
  return [...runner.dependants, ...runner.users].some((next) => stopsAfter(next, other, seen));
}

function isFinal(error: Error): boolean {
  return error instanceof FinalError || (error instanceof AppError && error.retryable === false);
}

function duration(milliseconds: number): string {
  return formatDuration(milliseconds * 1e6);
}
