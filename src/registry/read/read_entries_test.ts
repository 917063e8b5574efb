import assert from "node:assert/strict";
import { relative } from "node:path";
import { appFolder } from "../../../tests/support/app_folder.ts";
import { Collector } from "../../diagnostics/mod.ts";
import { discover } from "./discover.ts";
import { type FileSettings, readEntries } from "./read_entries.ts";

async function read(files: Record<string, string>, bytes: Record<string, Uint8Array> = {}, settings?: FileSettings) {
  await using app = await appFolder(files);
  for (const [name, content] of Object.entries(bytes)) await Deno.writeFile(`${app.path}/${name}`, content);
  const collector = new Collector();
  const raw = await readEntries((await discover(app.path, collector))!, collector, settings);
  return {
    ids: [...raw.entries.keys()],
    faults: collector.diagnostics.map(({ code, message }) => `${code} ${message.replace(`${app.path}/`, "")}`),
    ignored: raw.ignoredFiles.map(({ path, reason }) => `${relative(app.path, path)}: ${reason}`),
  };
}

const OURS = "namespace: app\nname: a\nkind: k\n";
const latin = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const utf16 = (text: string) => Uint8Array.from([0xff, 0xfe, ...Array.from(text, (c) => [c.charCodeAt(0), 0]).flat()]);

Deno.test("readEntries() passes over files that it cannot read when nothing says that they are ours", async () => {
  const { ids, faults, ignored } = await read({ "a.yaml": OURS, "large.json": `{"a": "${"x".repeat(2 ** 20)}"}` }, {
    "latin.yaml": latin("name: caf\xe9\n"),
    "._index.yaml": latin("\0\x05\x16\x07\xff"),
  });
  assert.deepEqual([ids, faults], [["app:a"], []]);
  assert.deepEqual(ignored, [
    "._index.yaml: it is not UTF-8 text",
    "large.json: it is larger than 1 MiB",
    "latin.yaml: it is not UTF-8 text",
  ]);
});

Deno.test("readEntries() reports files that it cannot read and that hold entries", async () => {
  const entries = "namespace: app\nentries:\n  - {name: a, kind: k}\n";
  const large = `${entries}#${"x".repeat(2 ** 20)}`;
  const { faults, ignored } = await read({ "large.yaml": large, "large.json": `{"entries": [], "a": "${large}"}` }, {
    "_index.yaml": latin("\xe9"),
    "latin.yaml": latin(`# caf\xe9\n${entries}`),
    "wide.yaml": utf16(entries),
  });
  assert.deepEqual(faults, [
    'invalid-encoding Cannot read "_index.yaml": it is not UTF-8 text',
    'file-too-large Cannot read "large.json": it is larger than 1 MiB',
    'file-too-large Cannot read "large.yaml": it is larger than 1 MiB',
    'invalid-encoding Cannot read "latin.yaml": it is not UTF-8 text',
    'invalid-encoding Cannot read "wide.yaml": it is not UTF-8 text',
  ]);
  assert.deepEqual(ignored, []);
});

Deno.test("readEntries() reads files as large as the settings say", async () => {
  const text = `${OURS}text: "${"x".repeat(2 ** 20)}"\n`;
  assert.deepEqual((await read({ "a.yaml": text }, {}, { maxFileSize: 2 ** 21 })).ids, ["app:a"]);
  for (const name of ["a.yaml", "_index.yaml"]) {
    assert.deepEqual((await read({ [name]: OURS }, {}, { maxFileSize: 16 })).faults, [
      `file-too-large Cannot read "${name}": it is larger than 16 bytes`,
    ]);
  }
});
