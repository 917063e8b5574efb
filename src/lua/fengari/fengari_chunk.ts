import type { ChunkName, LuaChunk } from "../api/mod.ts";

/** fengari's compiled function; read-only once compiled. */
export interface Prototype {
  readonly p: readonly Prototype[];
  cache: unknown;
}

/** fengari's Lua function: a prototype and its upvalues. */
export interface Closure {
  p: Prototype;
}

const names = new WeakMap<Prototype, ChunkName>();

/** Code that fengari compiled. The states share the prototype: making a main function of it costs next to nothing. */
export class FengariChunk implements LuaChunk {
  constructor(readonly name: ChunkName, readonly prototype: Prototype) {
    adopt(prototype, name);
  }

  /** The chunk that a Lua function was compiled in; undefined for a native one. */
  static nameOf(fn: unknown): ChunkName | undefined {
    return typeof fn === "object" && fn !== null && "p" in fn ? names.get((fn as Closure).p) : undefined;
  }
}

/**
 * A prototype remembers the closure that was made of it last and gives it out again when the upvalues fit. That would
 * carry functions from one state into another, and keep dead states in memory, so it is switched off.
 */
function adopt(prototype: Prototype, name: ChunkName): void {
  names.set(prototype, name);
  Object.defineProperty(prototype, "cache", { get: () => null, set: () => {} });
  for (const inner of prototype.p) adopt(inner, name);
}
