import assert from "node:assert/strict";
import { parseArguments } from "../src/cli/arguments.ts";
import { commandTable } from "../src/cli/command_table.ts";
import { DIAGNOSTIC_CODES } from "../src/diagnostics/codes.ts";
import { kinds } from "../src/kinds/mod.ts";
import { luaModules } from "../src/kinds/lua_modules.ts";
import { appFolder } from "./support/app_folder.ts";
import { type DocPage, parseDocPage, runShown, writeFiles } from "./support/doc_page.ts";
import { matchWildcards } from "./support/match_wildcards.ts";

const DOCS = new URL("../docs/", import.meta.url);
/** Faults that no text can show: of links, rights, bytes and sizes. Their pages have no example. */
const WITHOUT_EXAMPLE = [
  "unreadable-file",
  "outside-source-root",
  "file-too-large",
  "invalid-encoding",
  "permission-denied",
];

function pages(folder: string): string[] {
  return [...Deno.readDirSync(new URL(`${folder}/`, DOCS))].map(({ name }) => name.replace(/\.md$/, "")).sort();
}

function read(folder: string, name: string): string {
  return Deno.readTextFileSync(new URL(`${folder}/${name}.md`, DOCS));
}

/** Runs what a page shows, and compares; with `UPDATE=1` writes what came into the page. */
async function checkPage(folder: string, name: string): Promise<DocPage> {
  const text = read(folder, name);
  const page = parseDocPage(text);
  await using app = await appFolder({});
  await writeFiles(app.path, page.files);
  let updated = text;
  for (const { args, output } of page.runs) {
    const parsed = await parseArguments(args, commandTable, {
      cwd: app.path,
      env: { get: () => undefined, toObject: () => ({}) },
    });
    assert.equal(parsed.type, "command", `${name}: lunation ${args.join(" ")}`);
    if (output === undefined) continue;
    const actual = await runShown(args, app.path);
    if (matchWildcards(actual, output)) continue;
    if (Deno.env.get("UPDATE") !== "1") assert.equal(actual, output, `${folder}/${name}: lunation ${args.join(" ")}`);
    updated = updated.replace(output, actual);
  }
  if (updated !== text) await Deno.writeTextFile(new URL(`${folder}/${name}.md`, DOCS), updated);
  return parseDocPage(updated);
}

Deno.test("docs/diagnostics has a page for each code", () => {
  assert.deepEqual(pages("diagnostics"), Object.keys(DIAGNOSTIC_CODES).sort());
});

for (const [code, meaning] of Object.entries(DIAGNOSTIC_CODES)) {
  Deno.test(`docs/diagnostics/${code}.md tells the meaning, and its example has this fault`, async () => {
    const page = await checkPage("diagnostics", code);
    assert.ok(
      read("diagnostics", code).startsWith(`# ${code}\n\n${meaning}.`),
      "the page begins with code and meaning",
    );
    assert.equal(page.runs.some(({ output }) => output?.includes(`[${code}]`)), !WITHOUT_EXAMPLE.includes(code));
  });
}

Deno.test("docs/modules has a page for each module", () => {
  const declared = [...luaModules.keys()].filter((name) => !pages("modules").includes(name));
  assert.deepEqual(declared, []);
});

for (const name of pages("modules")) {
  Deno.test(`docs/modules/${name}.md shows what its example prints`, async () => {
    const { runs } = await checkPage("modules", name);
    assert.ok(runs.length > 0, "the page has an example");
    for (const { output = "" } of runs) assert.doesNotMatch(output, /^error|error\[/m);
  });
}

Deno.test("docs/commands has a page for each command", () => {
  assert.deepEqual(pages("commands"), commandTable.map(({ name }) => name).sort());
});

for (const { name } of commandTable) {
  Deno.test(`docs/commands/${name}.md has an example of the command`, async () => {
    const { runs } = await checkPage("commands", name);
    assert.ok(runs.some(({ args }) => args[0] === name));
  });
}

Deno.test("docs/kinds has a page for each kind, and one for lifecycle", () => {
  assert.deepEqual(pages("kinds"), [...kinds.map(({ name }) => name), "lifecycle"].sort());
});

for (const name of pages("kinds")) {
  Deno.test(`docs/kinds/${name}.md has an example without faults`, async () => {
    const { runs } = await checkPage("kinds", name);
    assert.match(runs[0]?.output ?? "", /, 0 errors, 0 warnings\n$/);
  });
}

Deno.test("docs/lua_types.md has an example that prints what it shows", async () => {
  assert.equal((await checkPage(".", "lua_types")).runs.length, 2);
});

Deno.test("docs/diagnostics.md shows what check prints", async () => {
  assert.equal((await checkPage(".", "diagnostics")).runs.length, 1);
});
