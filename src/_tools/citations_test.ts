import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { citations, citationsIn, headings } from "./citations.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const PAGES = new Map([["registry", "docs/spec/registry.md"], ["env", "docs/spec/env.md"]]);

/** Sections that no source and no test cites. Cite one of them where it is carried out, and take it off this list. */
const WITHOUT_CITATION: readonly string[] = [
  "docs/architecture.md §3", // what CONTRIBUTING prints
  "docs/architecture.md §6", // deno.json
  "docs/architecture.md §7", // the gate and the build
  "docs/spec/env.md §1", // terms
  "docs/spec/env.md §6", // architecture.md §5
  "docs/spec/lua-modules.md §18", // env.md §7
  "docs/spec/lua-modules.md §23", // a summary
  "docs/spec/registry.md §2.4",
  "docs/spec/registry.md §4.2",
  "docs/spec/registry.md §4.3", // a summary
  "docs/spec/temporal-activities.md §3.1",
  "docs/spec/temporal-activities.md §5.4",
  "docs/spec/temporal-activities.md §6.5",
  "docs/spec/temporal-activities.md §9",
  "docs/spec/temporal-config.md §5",
  "docs/spec/temporal-config.md §10", // temporal-workflows.md §2
  "docs/spec/temporal-config.md §11",
  "docs/spec/temporal-config.md §12", // an example
  "docs/spec/temporal-workflows.md §3.5",
  "docs/spec/temporal-workflows.md §14", // what does not exist
  "docs/spec/temporal-workflows.md §15", // examples
];

function found(text: string, file = "src/a.ts"): string[] {
  return citationsIn(text, file, PAGES).map(({ line, page, section }) => `${line}: ${page} ${section}`);
}

Deno.test("citationsIn() finds pages with one section or several, also over the lines of a comment", () => {
  assert.deepEqual(found("/** (spec/registry.md §2.1). */"), ["1: docs/spec/registry.md 2.1"]);
  assert.deepEqual(found("\nspec/env.md §2, §2.1; registry.md §3 and §4"), [
    "2: docs/spec/env.md 2",
    "2: docs/spec/env.md 2.1",
    "2: docs/spec/registry.md 3",
    "2: docs/spec/registry.md 4",
  ]);
  assert.deepEqual(found("/** spec/registry.md\n   * §6, §9). */"), [
    "1: docs/spec/registry.md 6",
    "1: docs/spec/registry.md 9",
  ]);
  assert.deepEqual(found("Lua manual §6.1, RFC 4648 §10, other.md §1"), []);
  assert.deepEqual(found("see §3", "docs/spec/env.md"), ["1: docs/spec/env.md 3"]);
});

Deno.test("every section that source, tests and documents cite exists", () => {
  const known = new Set(headings(ROOT).map(({ page, section }) => `${page} §${section}`));
  const dead = citations(ROOT).filter(({ page, section }) => !known.has(`${page} §${section}`));
  assert.deepEqual(dead.map(({ file, line, page, section }) => `${file}:${line} cites ${page} §${section}`), []);
});

Deno.test("sections that no source and no test cites are known", () => {
  const cited = new Set(
    citations(ROOT).filter(({ file }) => !file.startsWith("docs/") && !import.meta.url.endsWith(file)).map((
      { page, section },
    ) => `${page} §${section}`),
  );
  const uncited = headings(ROOT).map(({ page, section }) => `${page} §${section}`).filter((heading) =>
    ![...cited].some((citation) => citation === heading || citation.startsWith(`${heading}.`))
  );
  assert.deepEqual(uncited, WITHOUT_CITATION);
});

Deno.test("every file that docs/architecture.md names exists", () => {
  const text = Deno.readTextFileSync(`${ROOT}docs/architecture.md`);
  const paths = [...text.matchAll(/(?<![\w@.-])(?:src\/)?((?:[a-z_]+\/)+[a-z_]+\.ts)\b/g)].map(([, path]) => path!);
  assert.ok(paths.length > 30);
  const missing = new Set(paths.filter((path) => !exists(`${ROOT}src/${path}`) && !exists(ROOT + path)));
  assert.deepEqual([...missing], []);
});

function exists(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return false;
  }
}
