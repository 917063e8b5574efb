import assert from "node:assert/strict";
import { suggest } from "./suggest.ts";

Deno.test("suggest() finds a name with a letter missing, added, swapped or in the wrong case", () => {
  const names = ["address", "namespace", "auth"];
  assert.equal(suggest("adress", names), "address");
  assert.equal(suggest("addresss", names), "address");
  assert.equal(suggest("nmaespace", names), "namespace");
  assert.equal(suggest("uath", names), "auth");
  assert.equal(suggest("Auth", names), "auth");
});

Deno.test("suggest() says nothing when no name is near", () => {
  assert.equal(suggest("colour", ["address", "namespace"]), undefined);
  assert.equal(suggest("x", ["abc"]), undefined);
  assert.equal(suggest("word", []), undefined);
});

Deno.test("suggest() prefers the nearest, and among equals the first in the alphabet", () => {
  assert.equal(suggest("clients", ["clieXXs", "client"]), "client");
  assert.equal(suggest("bat", ["hat", "cat"]), "cat");
});

Deno.test("suggest() never proposes the word itself", () => {
  assert.equal(suggest("name", ["name"]), undefined);
});
