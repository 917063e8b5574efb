import { AppError, text } from "../base/mod.ts";

/** The names under which processes of one runtime are known (spec/lua-modules.md §5, `process.registry`). */
export class ProcessNames {
  readonly #pids = new Map<string, string>();
  readonly #names = new Map<string, Set<string>>();

  /**
   * Gives a process a name; it may have several.
   *
   * @throws {AppError} kind AlreadyExists when another one has it
   */
  register(name: string, pid: string): void {
    const holder = this.#pids.get(name);
    if (holder !== undefined && holder !== pid) {
      throw new AppError(text`name "${name}" is already registered`, { kind: "AlreadyExists", retryable: false });
    }
    this.#pids.set(name, pid);
    const names = this.#names.get(pid);
    if (names) names.add(name);
    else this.#names.set(pid, new Set([name]));
  }

  /** The pid of the process that has the name. */
  lookUp(name: string): string | undefined {
    return this.#pids.get(name);
  }

  /** @returns whether anybody had the name */
  unregister(name: string): boolean {
    const pid = this.#pids.get(name);
    if (pid === undefined) return false;
    this.#pids.delete(name);
    const names = this.#names.get(pid)!;
    names.delete(name);
    if (names.size === 0) this.#names.delete(pid);
    return true;
  }

  /** Takes all names of a process, which has ended. */
  forget(pid: string): void {
    for (const name of this.#names.get(pid) ?? []) this.#pids.delete(name);
    this.#names.delete(pid);
  }
}
