import type { World } from "../../lua/api/mod.ts";

/** Random bytes: fit for keys in functions, the same on every replay, and guessable, in workflows. */
export function randomBytes(world: World, count: number): Uint8Array<ArrayBuffer> {
  return world.secureRandom?.(count) ?? Uint8Array.from({ length: count }, () => Math.floor(world.random() * 256));
}
