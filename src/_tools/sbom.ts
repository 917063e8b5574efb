import { Buffer } from "node:buffer";
import { createHash } from "node:crypto";
import { type Crate, parseCargoLock } from "./cargo_lock.ts";

/** What is known of an npm package: a part of its package.json. */
export interface NpmPackage {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

/** What {@linkcode sbom} describes. */
export interface SbomInput {
  readonly version: string;
  readonly commit: string | null;
  readonly bundleHash: string;
  /** Version of Deno, whose runtime is in the file. */
  readonly deno: string;
  readonly packages: readonly NpmPackage[];
  /** Integrity (`sha512-…`) of npm packages by `name@version`, from deno.lock. */
  readonly integrity: ReadonlyMap<string, string>;
  /** Text of the Cargo.lock of Temporal's core. */
  readonly cargoLock: string;
}

interface Component {
  readonly "bom-ref": string;
  readonly type: "application" | "library" | "platform";
  readonly name: string;
  readonly version: string;
  readonly purl: string;
  readonly licenses?: readonly unknown[];
  readonly hashes?: readonly { readonly alg: string; readonly content: string }[];
  readonly properties?: readonly { readonly name: string; readonly value: string }[];
}

/** The parts of a CycloneDX document that are used here. */
export interface Bom {
  readonly bomFormat: "CycloneDX";
  readonly specVersion: "1.6";
  readonly serialNumber: string;
  readonly version: 1;
  readonly metadata: { readonly component: Component };
  readonly components: readonly Component[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
}

const CORE = "@temporalio/core-bridge";
const CRATES_NOTE = "From the lock file of Temporal's core, which also lists the crates of its build and its tests";

/**
 * The bill of materials of a release, in CycloneDX 1.6: Deno's runtime, the npm packages whose code is in the bundle, and
 * the Rust crates of Temporal's core. The same input gives the same document.
 */
export function sbom(input: SbomInput): Bom {
  const { version, commit, bundleHash, deno, packages, cargoLock } = input;
  const crates = parseCargoLock(cargoLock);
  const runtime = { type: "platform" as const, name: "deno", version: deno, purl: `pkg:github/denoland/deno@v${deno}` };
  const components: Component[] = [
    { "bom-ref": runtime.purl, ...runtime },
    ...packages.map((one) => npmComponent(one, input.integrity)),
    ...crates.map(crateComponent),
  ];
  const root = `pkg:generic/lunation@${version}`;
  return {
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    serialNumber: `urn:uuid:${uuidOf(`${version} ${bundleHash} ${deno}`)}`,
    version: 1,
    metadata: {
      component: {
        "bom-ref": root,
        ...{ type: "application", name: "lunation", version, purl: root, licenses: [{ license: { id: "MIT" } }] },
        hashes: [{ alg: "SHA-256", content: bundleHash }],
        ...commit !== null && { properties: [{ name: "lunation:commit", value: commit }] },
      },
    },
    components,
    dependencies: [
      { ref: root, dependsOn: [runtime.purl, ...packages.map(npmPurl)] },
      ...packages.map((one) => ({ ref: npmPurl(one), dependsOn: needsOf(one, packages, crates) })),
      ...crates.map((crate) => ({ ref: cratePurl(crate), dependsOn: crate.needs.map(cratePurl) })),
    ],
  };
}

function npmComponent({ name, version, license }: NpmPackage, integrity: SbomInput["integrity"]): Component {
  const purl = npmPurl({ name, version });
  const [algorithm, digest] = integrity.get(`${name}@${version}`)?.split("-") ?? [];
  return {
    "bom-ref": purl,
    ...{ type: "library", name, version, purl },
    ...license !== undefined && { licenses: [{ expression: license }] },
    ...algorithm === "sha512" && digest !== undefined && {
      hashes: [{ alg: "SHA-512", content: Buffer.from(digest, "base64").toString("hex") }],
    },
  };
}

function crateComponent(crate: Crate): Component {
  const { name, version, checksum } = crate;
  const purl = cratePurl(crate);
  return {
    "bom-ref": purl,
    ...{ type: "library", name, version, purl },
    ...checksum !== undefined && { hashes: [{ alg: "SHA-256", content: checksum }] },
    properties: [{ name: "lunation:note", value: CRATES_NOTE }],
  };
}

/** The packages of the bundle that a package names; the native library of the core's package is made of all the crates. */
function needsOf(one: NpmPackage, packages: readonly NpmPackage[], crates: readonly Crate[]): string[] {
  if (one.name === CORE) return crates.map(cratePurl);
  const names = Object.keys(one.dependencies ?? {});
  return packages.filter(({ name }) => names.includes(name)).map(npmPurl);
}

function npmPurl({ name, version }: Pick<NpmPackage, "name" | "version">): string {
  return `pkg:npm/${name.replace("@", "%40")}@${version}`;
}

function cratePurl({ name, version }: Pick<Crate, "name" | "version">): string {
  return `pkg:cargo/${name}@${version}`;
}

/** An id that depends on nothing but the text (UUID version 8). */
function uuidOf(text: string): string {
  const hex = createHash("sha256").update(text).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
