import { deepEqual, equal } from "node:assert/strict";
import { compilePathPattern, compilePattern } from "./pattern.ts";

function matching(pattern: string, ...names: string[]): string[] {
  return names.filter((name) => compilePattern(pattern)!.test(name));
}

Deno.test("compilePattern() takes * for one segment or a part of one", () => {
  deepEqual(matching("app.*", "app", "app.a", "app.a.b", "app.", "apps.a"), ["app.a", "app."]);
  deepEqual(matching("app:test_*", "app:test_a", "app:test_a.b", "app:best"), ["app:test_a"]);
});

Deno.test("compilePattern() takes ** for any number of segments, also none", () => {
  deepEqual(matching("app.**", "app", "app.a", "app.a.b", "apple"), ["app", "app.a", "app.a.b"]);
  deepEqual(matching("**.test", "test", "a.test", "a.b.test", "atest"), ["test", "a.test", "a.b.test"]);
  deepEqual(matching("**:worker", "a.b:worker", "worker", "a:other"), ["a.b:worker", "worker"]);
  deepEqual(matching("app.**.test", "app.test", "app.a.b.test", "app"), ["app.test", "app.a.b.test"]);
  deepEqual(matching("**", "", "a", "a.b:c"), ["", "a", "a.b:c"]);
});

Deno.test("compilePattern() takes (a|b) for either, with patterns inside", () => {
  deepEqual(matching("app.(dev|test*).x", "app.dev.x", "app.testing.x", "app.prod.x"), ["app.dev.x", "app.testing.x"]);
  deepEqual(matching("(a|b(c|d))", "a", "bc", "bd", "b"), ["a", "bc", "bd"]);
});

Deno.test("compilePattern() takes every other character as it is", () => {
  deepEqual(matching("a+[b].c$", "a+[b].c$", "aab.c"), ["a+[b].c$"]);
  deepEqual(matching("a|b", "a|b", "a", "b"), ["a|b"]);
});

Deno.test("compilePattern() refuses parentheses that do not fit", () => {
  for (const pattern of ["(a|b", "a)", ")(", "((a)"]) equal(compilePattern(pattern), undefined, pattern);
});

Deno.test("compilePathPattern() takes names in any folder, and paths from the application's folder", () => {
  const paths = ["chart.yaml", "deploy", "deploy/chart.yaml", "deploy/a/b.yaml", "x/deploy/b.yaml", "x/deploy"];
  const matched = (pattern: string) => paths.filter((path) => compilePathPattern(pattern)!.test(path));
  deepEqual(matched("chart.yaml"), ["chart.yaml", "deploy/chart.yaml"]);
  deepEqual(matched("./chart.yaml"), ["chart.yaml"]);
  deepEqual(matched("/deploy/"), ["deploy"]);
  deepEqual(matched("deploy/"), ["deploy", "x/deploy"]);
  deepEqual(matched("*.yaml"), ["chart.yaml", "deploy/chart.yaml", "deploy/a/b.yaml", "x/deploy/b.yaml"]);
  deepEqual(matched("deploy/**"), ["deploy", "deploy/chart.yaml", "deploy/a/b.yaml"]);
  deepEqual(matched("deploy/*"), ["deploy/chart.yaml"]);
  deepEqual(matched("**/(a|x)/**/b.yaml"), ["deploy/a/b.yaml", "x/deploy/b.yaml"]);
  equal(compilePathPattern("(a"), undefined);
});
