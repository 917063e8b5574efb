import type { Environment, EnvStorage } from "../base/mod.ts";
import { envError } from "./storages.ts";
import type { VariableIndex } from "./variable_index.ts";

/** A variable that an `env.variable` entry declares (spec/env.md §3). */
export interface Variable {
  /** Id of the entry. */
  readonly id: string;
  /** The public name, or else the id. */
  readonly key: string;
  readonly storage: EnvStorage;
  /** Empty for none. */
  readonly fallback: string;
  readonly isReadOnly: boolean;
}

/** The declared variables: finds them by name, reads and writes them in their storages. */
export class EnvRegistry implements Environment {
  readonly #variables = new Map<string, Variable>();
  readonly #index: VariableIndex;

  /** @param index finds the entries that names mean, also those that are not declared here because of their faults */
  constructor(index: VariableIndex) {
    this.#index = index;
  }

  /** Makes a variable known, or replaces the one of its id. */
  declare(variable: Variable): void {
    this.#variables.set(variable.id, variable);
  }

  has(id: string): boolean {
    return this.#variables.has(id);
  }

  async get(name: string, namespace: string): Promise<string> {
    const value = await this.#valueOf(this.#find(name, namespace));
    if (value === undefined) throw notFound(name);
    return value;
  }

  async set(name: string, value: string, namespace: string): Promise<void> {
    const { key, storage, isReadOnly } = this.#find(name, namespace);
    if (isReadOnly) throw envError("PermissionDenied", `environment variable is read-only: ${name}`);
    await storage.set(key, value);
  }

  async all(): Promise<ReadonlyMap<string, string>> {
    const values = new Map<string, string>();
    for (const variable of this.#variables.values()) {
      const value = await this.#valueOf(variable);
      if (value !== undefined) values.set(variable.key, value);
    }
    return values;
  }

  /** An empty value counts as none, in the storage and as default. */
  async #valueOf({ key, storage, fallback }: Variable): Promise<string | undefined> {
    return await storage.get(key) || fallback || undefined;
  }

  #find(name: string, namespace: string): Variable {
    if (name === "") throw envError("Invalid", "empty key");
    const id = this.#index.find(name, namespace);
    const variable = id === undefined ? undefined : this.#variables.get(id);
    if (!variable) throw notFound(name);
    return variable;
  }
}

function notFound(name: string) {
  return envError("NotFound", `environment variable not found: ${name}`);
}
