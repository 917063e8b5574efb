import { Ajv } from "ajv";
import addFormats from "ajv-formats";
import { stop } from "esbuild";
import { deepEqual, equal, match, ok } from "node:assert/strict";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describeRelease } from "./describe_release.ts";
import { filesIn, INCLUDED, stage, type Staged } from "./stage.ts";
import { outputName, type Target, TARGETS } from "./targets.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** How an executable file of each target begins, and where its architecture stands. */
const MAGIC: Record<Target, { at: number; bytes: number[]; machineAt: number; machine: number[] }> = {
  "x86_64-unknown-linux-gnu": { at: 0, bytes: [0x7f, 0x45, 0x4c, 0x46], machineAt: 18, machine: [0x3e, 0] },
  "aarch64-unknown-linux-gnu": { at: 0, bytes: [0x7f, 0x45, 0x4c, 0x46], machineAt: 18, machine: [0xb7, 0] },
  "x86_64-apple-darwin": { at: 0, bytes: [0xcf, 0xfa, 0xed, 0xfe], machineAt: 4, machine: [7, 0, 0, 1] },
  "aarch64-apple-darwin": { at: 0, bytes: [0xcf, 0xfa, 0xed, 0xfe], machineAt: 4, machine: [12, 0, 0, 1] },
  "x86_64-pc-windows-msvc": { at: 0, bytes: [0x4d, 0x5a], machineAt: -1, machine: [0x64, 0x86] },
};

async function withStages(targets: readonly Target[], use: (folders: string[], staged: Staged[]) => Promise<void>) {
  const place = await Deno.makeTempDir({ prefix: "lunation-stage-" });
  try {
    const staged: Staged[] = [];
    for (const [index, target] of targets.entries()) staged.push(await stage(join(place, `${index}`), target, null));
    await use(targets.map((_, index) => join(place, `${index}`)), staged);
  } finally {
    await stop();
    await Deno.remove(place, { recursive: true });
  }
}

/** What `stop` of esbuild leaves is its own: a process that ends a moment later. */
const LENIENT = { sanitizeOps: false, sanitizeResources: false };

Deno.test({
  name: "stage() gives each target exactly its own core library, and no package of another bundler",
  ...LENIENT,
  fn: () =>
    withStages(TARGETS, (folders, staged) => {
      for (const [index, folder] of folders.entries()) {
        const target = TARGETS[index]!;
        deepEqual(filesIn(folder).filter((name) => /\.(?:node|so|dll|dylib|wasm)$/.test(name)), ["core.node"]);
        checkMachine(target, Deno.readFileSync(join(folder, "core.node")));
        const { target: written } = JSON.parse(Deno.readTextFileSync(join(folder, "build.json")));
        equal(written, target);
        for (const name of INCLUDED) ok(Deno.statSync(join(folder, name)), name);
      }
      const names = staged[0]!.packages.map((path) => path.slice(path.lastIndexOf("node_modules/") + 13));
      ok(names.includes("@temporalio/worker"), names.join());
      deepEqual(names.filter((name) => /webpack|swc|memfs|unionfs|esbuild|source-map-loader/.test(name)), []);
      deepEqual([...new Set(staged.map(({ info }) => info.bundle_hash))].length, 1);
      return Promise.resolve();
    }),
});

Deno.test({
  name: "stage() gives the same bytes each time, wherever the repository lies",
  ...LENIENT,
  fn: () =>
    withStages(["x86_64-unknown-linux-gnu", "x86_64-unknown-linux-gnu"], ([one, other], [first, second]) => {
      equal(first!.info.bundle_hash, second!.info.bundle_hash);
      match(first!.info.bundle_hash, /^[0-9a-f]{64}$/);
      deepEqual(filesIn(one!), filesIn(other!));
      for (const name of filesIn(one!).filter((name) => name.endsWith(".mjs"))) {
        const text = Deno.readTextFileSync(join(one!, name));
        ok(!text.includes(ROOT), `${name} holds the path of this repository`);
      }
      return Promise.resolve();
    }),
});

Deno.test({
  name: "describeRelease() is a valid CycloneDX document with packages, crates and the runtime",
  ...LENIENT,
  fn: () =>
    withStages(["x86_64-unknown-linux-gnu"], async (_, [staged]) => {
      const bom = await describeRelease(staged!);
      const validate = cycloneDx();
      ok(validate(bom), JSON.stringify(validate.errors));
      const purls = bom.components.map(({ purl }) => purl);
      equal(new Set(purls).size, purls.length);
      for (
        const part of ["pkg:npm/%40temporalio/worker@1.24.0", "pkg:npm/zod@", "pkg:cargo/tonic@", "pkg:github/denoland"]
      ) {
        ok(purls.some((purl) => purl.startsWith(part)), part);
      }
      ok(purls.length > 300, String(purls.length));
      const unhashed = bom.components.filter(({ purl, hashes }) => purl.startsWith("pkg:npm/") && !hashes);
      deepEqual(unhashed, []);
      for (const { ref, dependsOn } of bom.dependencies) {
        ok(ref === bom.metadata.component["bom-ref"] || purls.includes(ref), ref);
        deepEqual(dependsOn.filter((need) => !purls.includes(need)), []);
      }
      ok(!validate({ ...bom, specVersion: 6 }));
      deepEqual(await describeRelease(staged!), bom);
    }),
});

Deno.test("outputName() has the target in it only when one was asked for", () => {
  equal(outputName("x86_64-unknown-linux-gnu", false), "lunation");
  equal(outputName("aarch64-apple-darwin", true), "lunation-aarch64-apple-darwin");
  equal(outputName("x86_64-pc-windows-msvc", true), "lunation-x86_64-pc-windows-msvc.exe");
});

function checkMachine(target: Target, file: Uint8Array): void {
  const { bytes, machineAt, machine } = MAGIC[target];
  deepEqual([...file.subarray(0, bytes.length)], bytes, target);
  // A Windows file says at 0x3c where its own header begins.
  const at = machineAt >= 0 ? machineAt : new DataView(file.buffer).getUint32(0x3c, true) + 4;
  deepEqual([...file.subarray(at, at + machine.length)], machine, target);
}

/** The schemas as CycloneDX's own library brings them. */
function cycloneDx() {
  const library = createRequire(import.meta.url).resolve("@cyclonedx/cyclonedx-library");
  const folder = join(library.slice(0, library.lastIndexOf("cyclonedx-library") + 17), "res", "schema");
  const read = (name: string) => JSON.parse(Deno.readTextFileSync(join(folder, name)));
  const ajv = new Ajv({ strict: false, validateFormats: true, allErrors: true });
  addFormats.default(ajv);
  ajv.addFormat("iri-reference", true).addFormat("idn-email", true);
  for (
    const name of [
      "spdx.SNAPSHOT.schema.json",
      "jsf-0.82.SNAPSHOT.schema.json",
      "cryptography-defs.SNAPSHOT.schema.json",
    ]
  ) {
    const { $id: _, ...schema } = read(name);
    ajv.addSchema(schema, `http://cyclonedx.org/schema/${name}`);
  }
  return ajv.compile(read("bom-1.6.SNAPSHOT.schema.json"));
}
