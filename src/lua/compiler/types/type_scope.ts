import type { TypeNode, TypeStatement } from "../../syntax/mod.ts";

/** The type names that are visible somewhere in a source text. */
export class TypeScope {
  readonly #names = new Map<string, ScopedType>();
  readonly #outer: TypeScope | undefined;

  constructor(outer?: TypeScope) {
    this.#outer = outer;
  }

  /** Makes a name known; the type may mention it itself. */
  declare({ name, type, generics }: TypeStatement): void {
    this.#names.set(name, { name, type, generics: generics.map((generic) => generic.name), scope: this });
  }

  find(name: string): ScopedType | undefined {
    return this.#names.get(name) ?? this.#outer?.find(name);
  }

  /** A scope in which the type parameters stand for `args`; those that are missing stand for any type. */
  bind(generics: readonly string[], args: readonly TypeNode[], argumentScope: TypeScope): TypeScope {
    const bound = new TypeScope(this);
    generics.forEach((name, i) => {
      const type = args[i];
      if (type !== undefined) bound.#names.set(name, { name, type, generics: [], scope: argumentScope });
    });
    return bound;
  }
}

/** A type with the names that it sees. */
export interface ScopedType {
  readonly name: string | undefined;
  readonly type: TypeNode;
  readonly generics: readonly string[];
  readonly scope: TypeScope;
}
