import { qualifyEntryId } from "../base/mod.ts";
import type { Entry } from "../registry/mod.ts";

/**
 * Finds the `env.variable` entry that a name means (spec/env.md §3): a public name, an id, or a name in the namespace of
 * the entry that names it.
 */
export class VariableIndex {
  readonly #byName = new Map<string, string>();
  readonly #ids = new Set<string>();
  /** Entries whose public name another one, the first, has as well. */
  readonly duplicates: { readonly entry: Entry; readonly name: string; readonly firstId: string }[] = [];

  /** @param entries of any kinds */
  constructor(entries: Iterable<Entry>) {
    for (const entry of entries) {
      const { id, kind, data } = entry;
      if (kind !== "env.variable") continue;
      this.#ids.add(id);
      const name = data.variable;
      if (typeof name !== "string" || name === "") continue;
      const firstId = this.#byName.get(name);
      if (firstId === undefined) this.#byName.set(name, id);
      else this.duplicates.push({ entry, name, firstId });
    }
  }

  /** The id of the entry, or undefined. */
  find(name: string, namespace: string): string | undefined {
    const id = this.#byName.get(name) ?? qualifyEntryId(name, namespace);
    return this.#ids.has(id) ? id : undefined;
  }

  /** All public names and ids. */
  get names(): string[] {
    return [...this.#byName.keys(), ...this.#ids];
  }
}
