import type { ModuleType } from "../../api/mod.ts";
import type { NamedType, TypeNode, TypeofType, TypeStatement } from "../../syntax/mod.ts";

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
  bind(generics: readonly string[], args: readonly TypeNode[], { scope, outside }: Sight): TypeScope {
    if (generics.length === 0) return this;
    const bound = new TypeScope(this);
    generics.forEach((name, i) => {
      const type = args[i];
      if (type !== undefined) bound.#names.set(name, { name, type, generics: [], scope, outside });
    });
    return bound;
  }
}

/** A part of a type that only a run tells: `inner.Inner`, which a library exports, or `typeof(limit)`. */
export type OutsideType = NamedType | TypeofType;

/** What the outside types of a chunk mean in a run; undefined when they mean no type. */
export type OutsideTypes = ReadonlyMap<OutsideType, ScopedType | ModuleType | undefined>;

/** What a type sees. */
export interface Sight {
  readonly scope: TypeScope;
  /** Undefined for a declared type, which sees what the type that names it does. */
  readonly outside?: OutsideTypes | undefined;
}

/** A type with the names that it sees. */
export interface ScopedType extends Sight {
  readonly name: string | undefined;
  readonly type: TypeNode;
  readonly generics: readonly string[];
}
