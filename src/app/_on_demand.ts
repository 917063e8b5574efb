import { AppError, type Component, errorText } from "../base/mod.ts";
import type { ShutdownReport, Supervisor } from "../supervisor/mod.ts";

/** Components that start when they are first asked for, each with a supervisor of its own. */
export class OnDemand {
  readonly #make: (id: string) => Supervisor;
  readonly #signal: AbortSignal;
  readonly #started = new Map<string, Promise<Supervisor>>();

  /** @param make gives the supervisor of an entry and what it needs @param signal gives up starts */
  constructor(make: (id: string) => Supervisor, signal: AbortSignal) {
    this.#make = make;
    this.#signal = signal;
  }

  /**
   * Starts the component, or gives the one that was started before.
   *
   * @throws {AppError} kind Unavailable when it cannot be started, which the next one who asks tries again
   */
  async component(id: string): Promise<Component> {
    const starting = this.#started.get(id) ?? this.#start(id);
    this.#started.set(id, starting);
    try {
      const component = (await starting).component(id);
      if (component) return component;
    } catch (error) {
      this.#started.delete(id);
      throw unavailable(errorText(error));
    }
    throw unavailable(`"${id}" is not running`);
  }

  /** Stops everything that was started. */
  async stop(): Promise<ShutdownReport[]> {
    const supervisors = await Promise.allSettled(this.#started.values());
    return await Promise.all(supervisors.flatMap((one) => one.status === "fulfilled" ? [one.value.stop()] : []));
  }

  async #start(id: string): Promise<Supervisor> {
    const supervisor = this.#make(id);
    await supervisor.start(this.#signal);
    return supervisor;
  }
}

function unavailable(message: string): AppError {
  return new AppError(message, { kind: "Unavailable", retryable: true });
}
