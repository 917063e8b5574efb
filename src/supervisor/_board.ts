/** Lets several tasks wait for conditions over state that they share. Whoever changes the state calls `changed`. */
export class Board {
  readonly #waiters = new Set<{ test: () => boolean; resolve: () => void }>();

  /** Resolves once `test` holds. */
  until(test: () => boolean): Promise<void> {
    if (test()) return Promise.resolve();
    return new Promise((resolve) => this.#waiters.add({ test, resolve }));
  }

  /** Wakes those whose condition holds now. */
  changed(): void {
    for (const waiter of [...this.#waiters]) {
      if (!waiter.test()) continue;
      this.#waiters.delete(waiter);
      waiter.resolve();
    }
  }
}
