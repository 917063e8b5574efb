import type { ChunkName } from "../api/mod.ts";
import type { CompilerChunk } from "./code/compiler_chunk.ts";

/** Keeps the chunks that were asked for last, up to so many characters of source text. */
export class ChunkCache {
  readonly #most: number;
  /** The one asked for last is last. */
  readonly #chunks = new Map<string, CompilerChunk>();
  #size = 0;

  constructor(mostCharacters: number) {
    this.#most = mostCharacters;
  }

  /** @param make makes the chunk when there is none with this name and text */
  get(source: string, { entryId, file }: ChunkName, make: () => CompilerChunk): CompilerChunk {
    const key = `${entryId}\n${file}\n${source}`;
    const chunk = this.#chunks.get(key) ?? make();
    if (this.#chunks.delete(key)) this.#size -= key.length;
    this.#chunks.set(key, chunk);
    this.#size += key.length;
    for (const oldest of this.#chunks.keys()) {
      if (this.#size <= this.#most) break;
      this.#chunks.delete(oldest);
      this.#size -= oldest.length;
    }
    return chunk;
  }
}
