import { abortable, type Clock, type Component, type Logger, toError } from "../base/mod.ts";
import { Board } from "./_board.ts";
import { Runner, stopsAfter } from "./_runner.ts";
import { CUT_TIME } from "./_stop_component.ts";
import type { Service } from "./service.ts";
import type { ServiceState, StateChange } from "./state.ts";

/** What a {@linkcode Supervisor} works with. */
export interface SupervisorOptions {
  readonly clock: Clock;
  readonly logger: Logger;
  /** A number in [0, 1); varies the delays between attempts. */
  readonly random: () => number;
  /** Milliseconds that stopping everything may take (spec/registry.md §7: `shutdown.timeout`). */
  readonly shutdownTimeout: number;
  /** Milliseconds after which a first start that fails is not tried again; unlimited when absent. */
  readonly bootTimeout?: number;
  /** Is told of every change of state, when it happens. */
  readonly onChange?: (change: StateChange) => void;
}

/** What came of stopping everything. */
export interface ShutdownReport {
  /** Ids of the services that ended with nothing left over. */
  readonly drained: string[];
  /** Work that did not finish, each as `id: what`. */
  readonly cut: string[];
  /** Ids of the required services that had failed for good before. */
  readonly failed: string[];
}

/**
 * Keeps services running (spec/registry.md §5): each starts when what it needs runs, independent ones in parallel;
 * a failing one is tried again with growing delays, with a new component each time, and what needs it is stopped and
 * started along with it; dependants stop first.
 */
export class Supervisor {
  /**
   * Rejects when after the start a required service has failed for good and nothing is left that could do the program's
   * work: each service that no other needs has failed. Until then the others go on. Never resolves.
   */
  readonly failed: Promise<never>;
  readonly #runners = new Map<string, Runner>();
  readonly #board = new Board();
  readonly #options: SupervisorOptions;
  readonly #stop = new AbortController();
  readonly #cut = new AbortController();
  readonly #late = new AbortController();
  #loops: Promise<void>[] = [];
  #bootEnd: bigint | undefined;
  #hasStarted = false;
  #firstError: Error | undefined;
  #stopped: Promise<ShutdownReport> | undefined;

  /** @param services their needs are among them and form no cycle */
  constructor(services: readonly Service[], options: SupervisorOptions) {
    this.#options = options;
    const around = {
      clock: options.clock,
      logger: options.logger,
      random: options.random,
      board: this.#board,
      stop: this.#stop.signal,
      cut: this.#cut.signal,
      late: this.#late.signal,
      givesUp: (delay: number) => this.#givesUp(delay),
      onChange: options.onChange ?? (() => {}),
    };
    for (const service of services) this.#runners.set(service.id, new Runner(service, around));
    for (const runner of this.#runners.values()) {
      for (const id of runner.service.needs) {
        const need = this.#runners.get(id);
        if (!need) throw new Error(`"${runner.service.id}" needs "${id}", which is no service`);
        runner.needs.push(need);
        need.dependants.push(runner);
      }
    }
    // All needs are known now: no use may contradict them, nor another use.
    for (const runner of this.#runners.values()) {
      for (const id of runner.service.uses ?? []) {
        const used = this.#runners.get(id);
        if (used && !stopsAfter(runner, used)) used.users.push(runner);
      }
    }
    this.failed = this.#board.until(() => this.#hasStarted && this.#isIdle() && this.#lost() !== undefined).then(() => {
      throw this.#lost();
    });
    this.failed.catch(() => {});
  }

  /**
   * Starts everything and resolves when every required service runs and every optional one was tried.
   *
   * @param signal gives up; what had started is stopped again
   * @throws {StartError} after what had started was stopped in reverse; its cause is the first error of a required
   * service that failed for good, or the signal's reason
   */
  async start(signal: AbortSignal): Promise<void> {
    const { clock, bootTimeout } = this.#options;
    if (bootTimeout !== undefined) this.#bootEnd = clock.now() + BigInt(bootTimeout) * 1_000_000n;
    const runners = [...this.#runners.values()];
    this.#loops = runners.map((runner) => runner.run());
    const booted = this.#board.until(() => this.#lost() !== undefined || runners.every((runner) => runner.settled));
    try {
      await abortable(booted, signal);
      const lost = this.#lost();
      if (lost) throw lost;
      this.#bootEnd = undefined;
      this.#hasStarted = true;
    } catch (error) {
      throw new StartError(toError(error), await this.stop());
    }
  }

  /** The component that runs for that id; undefined while there is none. */
  component(id: string): Component | undefined {
    const runner = this.#runners.get(id);
    return runner?.state === "running" ? runner.component : undefined;
  }

  /** What every service is at, in the order in which they were given. */
  get states(): ServiceState[] {
    return [...this.#runners.values()].map(({ service: { id, lifecycle }, state, history, component }) => ({
      id,
      isRequired: lifecycle.startup === "required",
      state,
      history,
      ...(state === "running" && component && { component }),
    }));
  }

  /**
   * Stops everything, dependants first, each within its `stop_timeout` and all within the shutdown timeout. What still
   * runs then is cut: in the same order for {@linkcode CUT_TIME}, and in any order after that, so that all is over after
   * twice that time. Safe before `start`; a second call gives the first one's report.
   */
  stop(): Promise<ShutdownReport> {
    this.#stopped ??= this.#stopAll();
    return this.#stopped;
  }

  async #stopAll(): Promise<ShutdownReport> {
    const { clock, shutdownTimeout } = this.#options;
    const over = new Error("the shutdown timeout is over");
    const timers = [
      clock.after(shutdownTimeout, () => this.#cut.abort(over)),
      clock.after(shutdownTimeout + CUT_TIME, () => {
        this.#late.abort(over);
        this.#board.changed();
      }),
    ];
    const failed = this.#failedForGood().map(({ service }) => service.id);
    const ran = [...this.#runners.values()].filter((runner) => runner.component !== undefined);
    this.#stop.abort(new Error("the program is stopping"));
    this.#board.changed();
    await Promise.all(this.#loops);
    for (const cancel of timers) cancel();
    return {
      drained: ran.filter((runner) => runner.cut.length === 0).map((runner) => runner.service.id),
      cut: ran.flatMap((runner) => runner.cut.map((work) => `${runner.service.id}: ${work}`)),
      failed,
    };
  }

  /** Why a required service failed for good: the first of them. */
  #lost(): Error | undefined {
    const first = this.#firstError ? undefined : this.#failedForGood()[0];
    if (first) {
      const message = `Cannot run "${first.service.id}": ${first.error?.message}`;
      this.#firstError = new Error(`${message}${this.#wayOut(first)}`, { cause: first.error });
    }
    return this.#firstError;
  }

  /** What lets others start in spite of a service that keeps the program from starting. */
  #wayOut(failed: Runner): string {
    const uses = (runner: Runner): boolean => runner === failed || runner.needs.some(uses);
    const others = [...this.#runners.values()].filter((runner) => runner.dependants.length === 0 && !uses(runner));
    if (this.#hasStarted || others.length === 0) return "";
    return `; to start the others without it, give it and what needs it "lifecycle.startup: optional"`;
  }

  #failedForGood(): Runner[] {
    return [...this.#runners.values()]
      .filter(({ state, service }) => state === "failed" && service.lifecycle.startup === "required");
  }

  /** Whether all that is not there for others has failed. */
  #isIdle(): boolean {
    return [...this.#runners.values()].every(({ dependants, state }) => dependants.length > 0 || state === "failed");
  }

  #givesUp(delay: number): boolean {
    if (this.#bootEnd === undefined) return false;
    return this.#options.clock.now() + BigInt(delay) * 1_000_000n > this.#bootEnd;
  }
}

/** Why a start did not come about; the cause is the first error of a required service, or the reason to call it off. */
export class StartError extends Error {
  override readonly name = "StartError";
  declare readonly cause: Error;
  /** What came of undoing it: services that did not wait for the others were at work already. */
  readonly report: ShutdownReport;

  constructor(cause: Error, report: ShutdownReport) {
    super(cause.message, { cause });
    this.report = report;
  }
}
