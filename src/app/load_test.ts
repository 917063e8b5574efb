import assert from "node:assert/strict";
import { join } from "node:path";
import { z } from "zod";
import { appFolder } from "../../tests/support/app_folder.ts";
import { renderText } from "../diagnostics/mod.ts";
import type { Configured, Kind } from "../registry/mod.ts";
import { load } from "./load.ts";

const client: Kind<{ address: string }> = {
  name: "client",
  schema: z.strictObject({ address: z.string() }),
  unknownKeys: "error",
  references: () => [],
};

const code: Kind<{ source: string; client?: string }> = {
  name: "code",
  schema: z.strictObject({ source: z.string().min(1, "source is required"), client: z.string().optional() }),
  unknownKeys: "warning",
  references: (_, { client }) =>
    typeof client === "string" ? [{ target: client, path: ["client"], edge: "registers", kinds: ["client"] }] : [],
  check({ entry, config }, { collector, find, members }) {
    if (!config.source.includes("bad")) return;
    const known = `${find("app:c")?.config !== undefined} ${
      members("app:c").map((member) => member.entry.id).join(" ")
    }`;
    collector.report(entry.locate(["source"]), "lua-syntax", `Bad source (${known})`, { entryId: entry.id });
  },
};

const kinds = [client, code] as unknown as Kind[];

async function run(files: Record<string, string>, overrides: string[] = []) {
  await using app = await appFolder(files);
  const loaded = await load({ appFolder: app.path, overrides, kinds });
  const text = renderText(loaded.collector.diagnostics, { cwd: app.path });
  const faults = text.split("\n").filter((line) => /^(?:\S.*)?(?:error|warning)\[/.test(line));
  return { loaded, faults, path: app.path };
}

function ids(list: readonly Configured[]): string[] {
  return list.map(({ entry }) => entry.id);
}

Deno.test("load() gives entries, configurations, layers and members of a sound application", async () => {
  const { loaded, faults, path } = await run({
    "_index.yaml": `namespace: app
entries:
  - {name: run, kind: code, source: "file://run.lua", client: "app:c"}
  - {name: c, kind: client, address: "a:1"}
`,
    "more/x.yml": "namespace: app.more\nname: lib\nkind: code\nsource: return 1\n",
    "run.lua": "return 2",
    "values.yaml": "helm: true\n",
  });
  assert.deepEqual(faults, []);
  assert.deepEqual(loaded.entries.map(({ id }) => id), ["app.more:lib", "app:c", "app:run"]);
  assert.deepEqual(loaded.layers.map(ids), [["app.more:lib", "app:c"], ["app:run"]]);
  assert.deepEqual(ids(loaded.members("app:c")), ["app:run"]);
  assert.deepEqual(loaded.find("app:run")?.config, { source: "return 2", client: "app:c" });
  assert.equal(loaded.find("app:run")?.entry.sourceFile(["source"]), join(path, "run.lua"));
  assert.deepEqual(loaded.ignoredFiles, [{ path: join(path, "values.yaml"), reason: "it holds no entries" }]);
});

Deno.test("load() reports the faults of all files, entries and overrides together", async () => {
  const { loaded, faults } = await run({
    "a.yaml": "namespace: app\nentries:\n  - {name: x, kind: cleint}\n  - {name: y, kind: client, adress: 1}\n",
    "b.yaml": "namespace: other\nentries: [\n",
    "c.yaml": `namespace: app
entries:
  - {name: z, kind: code, source: bad}
  - {name: z, kind: client, address: 5}
  - {name: c, kind: client, address: a}
  - {name: w, kind: code, source: "file://gone.lua", client: "app:gone"}
  - {name: v, kind: code, source: x, client: "app:gone"}
  - {name: u, kind: code, source: x, client: "app:z"}
`,
    "d/_index.yaml": "entries: [{name: c}]\n",
  }, ["app:nope:x=1", "nonsense"]);
  assert.deepEqual(faults, [
    'error[invalid-override]: Override "nonsense" is malformed',
    'error[override-target-not-found]: Override "app:nope:x" names an entry that does not exist: "app:nope"',
    'a.yaml:3:21: error[unknown-kind]: Unknown kind "cleint"',
    'a.yaml:4:29: error[unknown-key]: Unknown key "adress" in a client entry',
    "b.yaml:3:1: error[yaml-syntax]: Flow sequence in block collection must be sufficiently indented and end with a ]",
    "c.yaml:3:35: error[lua-syntax]: Bad source (true )",
    'c.yaml:4:12: error[duplicate-id]: Duplicate entry id "app:z"',
    'c.yaml:4:38: error[wrong-type]: Invalid "address": expected text, found a number',
    'c.yaml:6:35: error[file-not-found]: Cannot read "file://gone.lua": it does not exist',
    'c.yaml:6:62: error[missing-reference]: Entry "app:gone" does not exist; a client is needed here',
    'c.yaml:7:46: error[missing-reference]: Entry "app:gone" does not exist; a client is needed here',
    'c.yaml:8:46: error[wrong-reference-kind]: Entry "app:z" is a code; a client is needed here',
    "d/_index.yaml:1:1: error[missing-namespace]: The file has no namespace",
  ]);
  assert.ok(loaded.collector.errorCount > 0);
});

Deno.test("load() does not call an entry missing that stands in a file that could not be read", async () => {
  const user = { "user.yaml": "namespace: app\nname: u\nkind: code\nsource: x\nclient: shop:c\n" };
  const broken = await run({ ...user, "shop.yaml": "namespace: shop\nname: c\nkind: [\n" });
  assert.deepEqual(broken.loaded.collector.diagnostics.map((d) => d.code), ["yaml-syntax"]);
  const other = await run({ ...user, "shop.yaml": "namespace: other\nname: c\nkind: [\n" });
  assert.deepEqual(other.loaded.collector.diagnostics.map((d) => d.code), ["yaml-syntax", "missing-reference"]);
});

Deno.test("load() lets an override mend a file, and stand for a missing file:// target", async () => {
  const { loaded, faults } = await run(
    {
      "x.yaml":
        "namespace: app\nentries:\n  - {name: x, kind: code, source: file://gone.lua}\n  - {name: y, kind: k}\n",
    },
    ["app:x:source=return 5,app:y:kind=client,app:y:address=7233"],
  );
  assert.deepEqual(faults, []);
  assert.deepEqual(loaded.find("app:x")?.config, { source: "return 5" });
  assert.deepEqual(loaded.find("app:y")?.config, { address: "7233" });
});

Deno.test("load() decodes past a warning", async () => {
  const { loaded, faults } = await run({ "x.yaml": "namespace: app\nname: x\nkind: code\nsource: a\nextra: 1\n" });
  assert.deepEqual(faults, ['x.yaml:5:1: warning[unknown-key]: Unknown key "extra" in a code entry']);
  assert.deepEqual(ids(loaded.configured), ["app:x"]);
  assert.deepEqual([loaded.collector.errorCount, loaded.collector.warningCount], [0, 1]);
});

Deno.test("load() does not throw for a folder that is not there", async () => {
  const loaded = await load({ appFolder: "/nowhere/at/all", kinds });
  assert.deepEqual(loaded.collector.diagnostics.map((d) => d.code), ["app-folder-not-found"]);
  assert.deepEqual([loaded.entries, loaded.layers, loaded.find("a:b"), loaded.members("a:b")], [[], [], undefined, []]);
});

Deno.test("load() of an empty folder has no entries and no faults", async () => {
  const { loaded, faults } = await run({});
  assert.deepEqual([loaded.entries, faults], [[], []]);
});

Deno.test("load() passes on what a kind throws: that is a bug of ours", async () => {
  await using app = await appFolder({ "x.yaml": "namespace: app\nname: x\nkind: client\naddress: a\n" });
  const buggy = { ...client, check: () => assert.fail("bug") } as unknown as Kind;
  await assert.rejects(load({ appFolder: app.path, kinds: [buggy] }), /bug/);
});

Deno.test("load() decodes a kind whose config is not an object", async () => {
  await using app = await appFolder({ "x.yaml": "namespace: app\nname: x\nkind: free\na: 1\n" });
  const free: Kind = { name: "free", schema: z.unknown(), unknownKeys: "warning", references: () => [] };
  assert.deepEqual((await load({ appFolder: app.path, kinds: [free] })).find("app:x")?.config, { a: 1 });
});
