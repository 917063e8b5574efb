import type { Command, LuaValue } from "../../lua/api/mod.ts";

export type Reply = (...values: LuaValue[]) => void;

/** A command whose answer the history has yet to give. */
export interface Pending {
  readonly command: Command;
  readonly reply: Reply;
  /** A coroutine sleeps until the reply. */
  readonly waits: boolean;
}

/** The pending commands of one type, by the sequence numbers that core and the other SDKs count per type. */
export class PendingCommands<T extends Pending = Pending> {
  readonly #pending = new Map<number, T>();
  #last = 0;

  /** @returns the command's sequence number */
  add(pending: T): number {
    this.#pending.set(++this.#last, pending);
    return this.#last;
  }

  get(seq: number): T | undefined {
    return this.#pending.get(seq);
  }

  /** Forgets a command and gives it; undefined for one that was canceled meanwhile. */
  take(seq: number): T | undefined {
    const pending = this.#pending.get(seq);
    this.#pending.delete(seq);
    return pending;
  }

  /** Forgets a command; gives its sequence number when it was pending. */
  withdraw(command: Command): number | undefined {
    for (const [seq, pending] of this.#pending) {
      if (pending.command !== command) continue;
      this.#pending.delete(seq);
      return seq;
    }
    return undefined;
  }

  /** True when a coroutine sleeps until that command is answered. */
  awaits(seq: number): boolean {
    return this.#pending.get(seq)?.waits ?? false;
  }
}
