/** After so much work in a row the event loop gets a real turn. */
const BUSY_MILLISECONDS = 5;

/**
 * Runs the turns of Lua states one after the other without starving the event loop (architecture.md §2, Limits): polling,
 * sockets and timers get their share however many scripts are busy.
 *
 * A turn starts in a microtask while there was little work, and else in a timer. Only a timer lets the event loop
 * rest and so look at its sockets: with immediates in its place, a server in the same process was measured to answer
 * twice a second next to a busy script, with message ports never; with timers 2 000 times a second.
 */
export class TurnQueue {
  readonly #turns: (() => void)[] = [];
  #scheduled = false;
  #busy = 0;

  /** Queues a turn: at most some milliseconds of work that must not throw. */
  enqueue(turn: () => void): void {
    this.#turns.push(turn);
    this.#schedule();
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    if (this.#busy < BUSY_MILLISECONDS) {
      queueMicrotask(() => this.#run());
    } else {
      setTimeout(() => {
        this.#busy = 0;
        this.#run();
      }, 0);
    }
  }

  #run(): void {
    this.#scheduled = false;
    const begin = performance.now();
    const before = this.#busy;
    while (this.#busy < BUSY_MILLISECONDS) {
      const turn = this.#turns.shift();
      if (turn === undefined) return;
      turn();
      this.#busy = before + performance.now() - begin;
    }
    if (this.#turns.length > 0) this.#schedule();
  }
}
