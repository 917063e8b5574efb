import { equal, notEqual } from "node:assert/strict";
import { ChunkCache } from "./chunk_cache.ts";
import { CompilerChunk } from "./code/compiler_chunk.ts";

const NAME = { entryId: "app:a", file: "a.lua" };
const make = () => new CompilerChunk(NAME, () => () => () => undefined);

Deno.test("ChunkCache.get() makes a chunk once for a name and a text", () => {
  const cache = new ChunkCache(1000);
  const chunk = cache.get("return 1", NAME, make);
  equal(cache.get("return 1", { ...NAME }, make), chunk);
  notEqual(cache.get("return 2", NAME, make), chunk);
  notEqual(cache.get("return 1", { ...NAME, file: "b.lua" }, make), chunk);
  notEqual(cache.get("return 1", { ...NAME, entryId: "app:b" }, make), chunk);
});

Deno.test("ChunkCache.get() forgets what was not asked for longest", () => {
  const cache = new ChunkCache(100);
  const text = (letter: string) => letter.repeat(25); // 37 characters with the name
  const [a, b] = ["a", "b"].map((letter) => cache.get(text(letter), NAME, make));
  equal(cache.get(text("a"), NAME, make), a);
  cache.get(text("c"), NAME, make);
  equal(cache.get(text("a"), NAME, make), a);
  notEqual(cache.get(text("b"), NAME, make), b);
  const long = cache.get(text("d").repeat(10), NAME, make);
  notEqual(cache.get(text("d").repeat(10), NAME, make), long);
});
