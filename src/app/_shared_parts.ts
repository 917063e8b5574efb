import type { Dependencies } from "../registry/mod.ts";

/** The objects that the components of one run share, each made once. */
export class SharedParts {
  /** What they are made from. */
  readonly dependencies: Dependencies;
  readonly #parts = new Map<unknown, object>();

  constructor(dependencies: Omit<Dependencies, "shared">) {
    this.dependencies = { ...dependencies, shared: (make) => this.#share(make) };
  }

  /** Disposes of the parts that need it, the youngest first. */
  async dispose(): Promise<void> {
    for (const part of [...this.#parts.values()].reverse()) {
      await (part as Partial<AsyncDisposable>)[Symbol.asyncDispose]?.();
    }
    this.#parts.clear();
  }

  #share<T extends object>(make: (dependencies: Dependencies) => T): T {
    const known = this.#parts.get(make);
    if (known) return known as T;
    const part = make(this.dependencies);
    this.#parts.set(make, part);
    return part;
  }
}
