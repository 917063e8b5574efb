import { splitEntryId } from "../base/mod.ts";

/**
 * The entries that a load could not read. An id that may be one of theirs is not reported as missing, because the cause is
 * reported already.
 */
export class Incomplete {
  #ids = new Set<string>();
  #names = new Set<string>();
  #namespaces = new Set<string>();
  #everything = false;

  /** An entry of that id exists, but is damaged. */
  addId(id: string): void {
    this.#ids.add(id);
  }

  /** An entry of that name exists in a namespace that is not known. */
  addName(name: string): void {
    this.#names.add(name);
  }

  /** Entries of that namespace could not be read; undefined when even the namespace is not known. */
  addNamespace(namespace: string | undefined): void {
    if (namespace === undefined) this.#everything = true;
    else this.#namespaces.add(namespace);
  }

  /** Whether an entry of that id may exist. */
  mayHold(id: string): boolean {
    const { namespace, name } = splitEntryId(id);
    return this.#everything || this.#ids.has(id) || this.#names.has(name) || this.#namespaces.has(namespace);
  }
}
