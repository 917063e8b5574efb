import assert from "node:assert/strict";
import { DIAGNOSTIC_CODES } from "../src/diagnostics/codes.ts";
import { GLOBAL_MODULES, luaModules } from "../src/kinds/lua_modules.ts";
import { generatedParts, isCurrent } from "./support/generated_docs.ts";

const ROOT = new URL("../", import.meta.url);
const PAGES = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", ...documentPages()];

function documentPages(): string[] {
  return ["docs/", "docs/commands/", "docs/diagnostics/", "docs/kinds/", "docs/modules/", "docs/spec/"].flatMap((
    folder,
  ) => [...Deno.readDirSync(new URL(folder, ROOT))].filter(({ isFile }) => isFile).map(({ name }) => folder + name));
}

function read(page: string): string {
  return Deno.readTextFileSync(new URL(page, ROOT));
}

/** The cells of all table rows, without the padding that the formatter puts in. */
function tableRows(page: string): string[][] {
  return read(page).split("\n").filter((line) => line.startsWith("|")).map((line) =>
    line.split(/(?<!\\)\|/).slice(1, -1).map((cell) => cell.trim())
  );
}

Deno.test("docs/diagnostics.md lists every code with its meaning", () => {
  const rows = tableRows("docs/diagnostics.md").filter(([code]) => code?.startsWith("`"));
  assert.deepEqual(rows, Object.entries(DIAGNOSTIC_CODES).map(([code, meaning]) => [`\`${code}\``, meaning]));
});

for (const part of generatedParts()) {
  Deno.test(`${part.page} has its ${part.name} as they are declared`, () => {
    assert.ok(isCurrent(part), "run deno task docs");
  });
}

Deno.test("docs/lua_modules.md lists every module and whether workflows may use it", () => {
  const rows = new Map(tableRows("docs/lua_modules.md").map(([name, allowed]) => [linkText(name!), allowed]));
  const declared = [...luaModules.values()].filter(({ name }) => !GLOBAL_MODULES.has(name));
  const expected = declared.map(({ name, world }) => [`\`${name}\``, world === "host" ? "no" : "yes"]);
  assert.deepEqual(expected.map(([name]) => [name, rows.get(name!)]), expected);
});

/** What a cell shows when it is a link. */
function linkText(cell: string): string {
  return cell.replace(/^\[(.*)\]\(.*\)$/, "$1");
}

Deno.test("links between the pages lead somewhere", () => {
  const broken = PAGES.flatMap((page) =>
    [...read(page).matchAll(/\]\((?!https?:)([^)#]+)[^)]*\)/g)]
      .map(([, target]) => new URL(target!, new URL(page, ROOT)))
      .filter((url) => !exists(url))
      .map((url) => `${page}: ${url.pathname}`)
  );
  assert.deepEqual(broken, []);
});

Deno.test("docs/README.md lists every page of its folder and of docs/kinds", () => {
  const listed = new Set([...read("docs/README.md").matchAll(/\]\(([^)#]+)\)/g)].map(([, target]) => `docs/${target}`));
  const pages = documentPages().filter((page) => /^docs\/(kinds\/)?[^/]+$/.test(page) && page !== "docs/README.md");
  assert.deepEqual(pages.filter((page) => !listed.has(page)), []);
});

Deno.test("README.md has at most 100 lines, and lists every example", () => {
  assert.ok(read("README.md").trimEnd().split("\n").length <= 100);
  const listed = tableRows("README.md").map(([name]) => linkText(name!));
  const folders = [...Deno.readDirSync(new URL("examples/", ROOT))].map(({ name }) => name);
  assert.deepEqual(folders.filter((name) => !listed.includes(name)), []);
});

function exists(url: URL): boolean {
  try {
    Deno.statSync(url);
    return true;
  } catch {
    return false;
  }
}
