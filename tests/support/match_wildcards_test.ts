import { equal } from "node:assert/strict";
import { matchWildcards, updatedExpectation } from "./match_wildcards.ts";

Deno.test("matchWildcards() takes text literally", () => {
  equal(matchWildcards("a.b (1)\n", "a.b (1)\n"), true);
  equal(matchWildcards("axb (1)\n", "a.b (1)\n"), false);
  equal(matchWildcards("a.b (1)\nmore", "a.b (1)\n"), false);
});

Deno.test("matchWildcards() lets a wildcard stand for several lines and a wildline for one", () => {
  equal(matchWildcards("one\ntwo\nthree\n", "one[WILDCARD]three\n"), true);
  equal(matchWildcards("one two\nthree\n", "one[WILDLINE]\nthree\n"), true);
  equal(matchWildcards("one\ntwo\nthree\n", "one[WILDLINE]three\n"), false);
});

Deno.test("updatedExpectation() keeps lines with a wildline that still fit", () => {
  const expected = "one\nknown: [WILDLINE]\nat [WILDLINE]:1\n";
  equal(updatedExpectation("two\nknown: a, b\nat home:2\n", expected), "two\nknown: [WILDLINE]\nat home:2\n");
});
