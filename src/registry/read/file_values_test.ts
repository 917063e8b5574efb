import assert from "node:assert/strict";
import { join } from "node:path";
import { appFolder } from "../../../tests/support/app_folder.ts";
import { Collector } from "../../diagnostics/mod.ts";
import type { DataPath } from "../../base/mod.ts";
import { readFileValues } from "./file_values.ts";
import { readEntries } from "./read_entries.ts";
import { treeAt } from "../tree.ts";

/** Reads `sub/x.yaml`, the one registry file, in an application of these files. */
async function read(root: string) {
  const collector = new Collector();
  const file = join(root, "sub/x.yaml");
  const { entries } = await readEntries({ sourceRoot: root, files: [file], ignored: [] }, collector);
  const [entry] = entries.values();
  const result = await readFileValues(entry!, root, collector);
  const faults = collector.diagnostics.map(({ code, range, message }) =>
    `${range?.line}:${range?.column} ${code} ${message}`
  );
  return { entry: result, faults };
}

Deno.test("readFileValues() replaces values of data and meta at any depth with the text of the file", async () => {
  await using app = await appFolder({
    "sub/x.yaml": `
namespace: app
name: x
kind: k
meta: {doc: file://doc.txt}
source: file://code.lua
deep: {list: [1, file://../top.txt, "not a file://x"]}
rooted: file:///top.txt
`,
    "sub/code.lua": "return 'é'",
    "sub/doc.txt": "",
    "top.txt": "TOP",
  });
  const { entry, faults } = await read(app.path);
  assert.deepEqual(faults, []);
  assert.deepEqual(entry.meta, { doc: "" });
  assert.deepEqual(entry.data, {
    source: "return 'é'",
    deep: { list: [1, "TOP", "not a file://x"] },
    rooted: "TOP",
  });
  const fileOf = (path: DataPath) => entry.sourceFile(path)?.slice(app.path.length + 1);
  assert.equal(fileOf(["source"]), "sub/code.lua");
  assert.equal(fileOf(["data", "source"]), "sub/code.lua");
  assert.equal(fileOf(["deep", "list", 1]), "top.txt");
  assert.equal(fileOf(["deep", "list", 2]), undefined);
  assert.equal(fileOf(["meta", "doc"]), "sub/doc.txt");
});

Deno.test("readFileValues() reports targets that are missing, folders, or outside of the root", async () => {
  await using app = await appFolder({
    "sub/x.yaml": `namespace: app
name: x
kind: k
a: file://gone.lua
b: file://
c: file://.
d: file://../../etc/passwd
e: file:///../x
f: file://folder
g: file:///
`,
    "sub/folder/y": "",
  });
  const { entry, faults } = await read(app.path);
  assert.deepEqual(faults, [
    '4:4 file-not-found Cannot read "file://gone.lua": it does not exist',
    '5:4 invalid-file-reference Cannot read "file://": it names no file',
    '6:4 invalid-file-reference Cannot read "file://.": it names a folder, not a file',
    '7:4 invalid-file-reference Cannot read "file://../../etc/passwd": it leads out of the source folder',
    '8:4 invalid-file-reference Cannot read "file:///../x": it leads out of the source folder',
    '9:4 unreadable-file Cannot read "file://folder": it is not a file',
    '10:4 invalid-file-reference Cannot read "file:///": it names a folder, not a file',
  ]);
  assert.equal(entry.data.a, "file://gone.lua");
  assert.deepEqual(treeAt(entry.dataTree, ["a"])?.origin, { type: "file" });
});

Deno.test("readFileValues() refuses a link that leads out of the root and takes one that stays inside", async () => {
  await using outside = await appFolder({ "secret.txt": "S" });
  await using app = await appFolder({
    "sub/x.yaml": "namespace: app\nname: x\nkind: k\na: file://out.txt\nb: file://in.txt\n",
    "real.txt": "R",
  });
  await Deno.symlink(join(outside.path, "secret.txt"), join(app.path, "sub/out.txt"));
  await Deno.symlink("../real.txt", join(app.path, "sub/in.txt"));
  const { entry, faults } = await read(app.path);
  assert.deepEqual(faults, [
    '4:4 invalid-file-reference Cannot read "file://out.txt": it leads out of the source folder through a symbolic link',
  ]);
  assert.equal(entry.data.b, "R");
});

Deno.test("readFileValues() refuses a file that is not UTF-8 text", async () => {
  await using app = await appFolder({
    "sub/x.yaml": "namespace: app\nname: x\nkind: k\na: file://latin1.lua\n",
    "sub/latin1.lua": new Uint8Array([0x72, 0xe9]),
  });
  assert.deepEqual((await read(app.path)).faults, [
    '4:4 invalid-encoding Cannot read "file://latin1.lua": it is not UTF-8 text',
  ]);
});
